import { randomUUID } from "node:crypto";
import { MigrationStatus, type StepKind } from "../../entities/words";
import { presentPublisher } from "../account/present-publisher";
import { UpstreamRejected, UpstreamUnavailable } from "../faults";
import { backOff, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import type { CppPublisher } from "../upstream/upstream";
import { actAsSystem } from "./act-as-system";
import { isWhereSeen, nextStep, stepBegun, stepFailed, stepFinished, type StepFault } from "./advance-rules";
import type { Decision, MigrationRows } from "./decision";
import { readMigration } from "./migration-rows";
import { copySettings } from "./steps/copy-settings";
import { copyUsers } from "./steps/copy-users";
import { lockCppSettings } from "./steps/lock-cpp-settings";
import { Overtaken, type Step, type StepRecord } from "./steps/step";
import { verifyAnswers } from "./steps/verify-answers";

const steps: Readonly<Record<StepKind, Step>> = {
  VERIFY_ANSWERS: verifyAnswers,
  COPY_SETTINGS: copySettings,
  COPY_USERS: copyUsers,
  LOCK_CPP_SETTINGS: lockCppSettings,
};

const tries = 8;
const longestPauseMs = 5_000;

/** Runs a migration step by step until it is complete, waits for an owner, or must retry a step later. */
export async function advance(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const { database, clock } = services;
  const done = new Set<StepKind>();
  let cpp: CppPublisher | null = null;
  // Each step gets the full number of tries: a run that makes progress is not stuck.
  for (let tried = job.attempts; ; tried = 1) {
    const rows = await readMigration(database, job.accountId);
    const kind = rows && nextStep(rows.migration);
    if (!kind) return "done";
    if (rows.migration.steps.every((step) => step.state !== "RUNNING"))
      await actAsSystem(services, job.accountId, (now) =>
        nextStep(now.migration) === kind ? stepBegun(now.migration, kind, clock.now()) : null,
      );
    try {
      cpp ??= await presentPublisher(services, rows.account.publisherId);
      await record(services, rows, kind, await steps[kind](services, rows, { cpp, done }));
      done.add(kind);
    } catch (error) {
      if (error instanceof Overtaken) return { againInMs: 0, fresh: true };
      const outcome = await stumble(services, rows, kind, tried, error);
      return outcome === "done" ? outcome : { ...outcome, fresh: tried < job.attempts };
    }
  }
}

/** Records the result of a step, unless another run has done it or an owner has ended the move. */
async function record(services: Services, seen: MigrationRows, kind: StepKind, outcome: StepRecord): Promise<void> {
  await actAsSystem(services, seen.account.id, async (now, tx) => {
    if (!isWhereSeen(now.migration, seen.migration)) return null;
    const decided = await outcome(now, tx);
    if (decided.migration?.status === MigrationStatus.ACTION_REQUIRED) return backToOwner(now, kind, decided);
    const finished = stepFinished({ ...now.migration, ...decided.migration }, kind, services.clock.now());
    return { ...decided, ...finished, migration: { ...decided.migration, ...finished.migration } };
  });
}

/** The answers no longer hold: the step is pending again until an owner gives new ones. */
const backToOwner = ({ migration }: MigrationRows, kind: StepKind, decided: Decision): Decision => ({
  ...decided,
  migration: {
    ...decided.migration,
    steps: migration.steps.map((step) =>
      step.kind === kind ? { ...step, state: "PENDING" as typeof step.state, startedAt: null } : step,
    ),
  },
});

/** Schedules a retry, or marks the step as failed after a rejection or too many tries. */
async function stumble(
  services: Services,
  { account: { id: accountId }, migration: { attempt } }: MigrationRows,
  step: StepKind,
  tried: number,
  error: unknown,
): Promise<JobOutcome> {
  const fault = faultOf(error);
  if (!fault.rejected && tried < tries) {
    const asked = error instanceof UpstreamUnavailable ? error.retryAfterMs : 0;
    services.log.warn({ err: error, accountId, step, attempt: tried }, "a step has failed; will try again");
    return { againInMs: backOff(tried, longestPauseMs, asked), end: fault.system === null ? "failed" : "retry" };
  }
  const { correlationId } = fault;
  services.log.error({ err: error, accountId, step, correlationId }, "a step has failed");
  await actAsSystem(services, accountId, ({ migration }) =>
    nextStep(migration) === step && migration.attempt === attempt
      ? stepFailed(migration, step, fault, services.clock.now())
      : null,
  );
  return "done";
}

function faultOf(error: unknown): StepFault {
  if (error instanceof UpstreamRejected)
    return {
      system: error.system,
      rejected: true,
      detail: error.description,
      reason: error.code.slice(0, 64),
      correlationId: error.correlationId || randomUUID(),
    };
  if (error instanceof UpstreamUnavailable)
    return {
      system: error.system,
      rejected: false,
      detail: error.reason,
      reason: error.system,
      correlationId: error.correlationId || randomUUID(),
    };
  return { system: null, rejected: false, detail: "", correlationId: randomUUID() };
}
