import type { Migration, StepValue } from "../../entities/migration";
import { FailureCode, MigrationStatus as Status, StepKind as Kind, StepState as State } from "../../entities/words";
import { nextStep, stepBegun, stepFailed, stepFinished, type StepFault } from "../../src/migration/advance-rules";
import { mayBecome } from "../../src/migration/machine-rules";
import { migrationRow } from "../support/rows";

const kinds = Object.values(Kind);
const stepsOf = (...states: State[]): StepValue[] =>
  kinds.map((kind, i) => ({ kind, state: states[i] ?? State.PENDING, startedAt: null, finishedAt: null }));
const at = (status: Status, ...states: State[]) => migrationRow({ status, steps: stepsOf(...states) });
const { VERIFYING, MIGRATING, COMPLETED, FAILED } = Status;
const { DONE, RUNNING, PENDING } = State;

test("the steps are in order, and the last one locks CPP", () => {
  expect(kinds).toEqual([Kind.VERIFY_ANSWERS, Kind.COPY_SETTINGS, Kind.COPY_USERS, Kind.LOCK_CPP_SETTINGS]);
});

test.each<[string, Migration, Kind | null]>([
  ["no step is done", at(VERIFYING), Kind.VERIFY_ANSWERS],
  ["a step is running", at(MIGRATING, DONE, RUNNING), Kind.COPY_SETTINGS],
  ["an earlier attempt has finished some steps", at(VERIFYING, DONE, DONE), Kind.COPY_USERS],
  ["a step has failed", at(VERIFYING, DONE, DONE, State.FAILED), Kind.COPY_USERS],
  ["all steps are done", at(MIGRATING, DONE, DONE, DONE, DONE), null],
  ...[Status.NOT_STARTED, Status.ACTION_REQUIRED, COMPLETED, FAILED, Status.CANCELED].map(
    (status): [string, Migration, null] => [`it is ${status}`, at(status, DONE), null],
  ),
])("the next step is determined when %s", (_, migration, kind) => {
  expect(nextStep(migration)).toBe(kind);
});

test("a step that begins leaves the others unchanged, and a copying step sets MIGRATING", () => {
  const verifying = stepBegun(at(VERIFYING), Kind.VERIFY_ANSWERS, 5).migration!;
  expect(verifying).toMatchObject({ status: VERIFYING, steps: stepsOf(RUNNING).map(startedAt(5, 0)) });
  const again = stepBegun(at(VERIFYING, DONE, DONE), Kind.COPY_USERS, 6).migration!;
  expect(again).toMatchObject({ status: MIGRATING, steps: stepsOf(DONE, DONE, RUNNING).map(startedAt(6, 2)) });
});

test("each finished step adds an event and starts the next one, and the last one completes the migration", () => {
  let migration = at(VERIFYING, RUNNING);
  for (const [i, kind] of kinds.entries()) {
    const { migration: change, events } = stepFinished(migration, kind, i);
    expect(events).toEqual([{ kind: "STEP_FINISHED", message: `event.step.${kind}` }]);
    expect(change!.steps!.map(({ state }) => state)).toEqual(
      kinds.map((_, n) => (n <= i ? DONE : n === i + 1 ? RUNNING : PENDING)),
    );
    expect(mayBecome(migration.status, change!.status!)).toBe(true);
    const last = i === kinds.length - 1;
    expect(change).toMatchObject(last ? { status: COMPLETED, completedAt: i } : { status: MIGRATING });
    migration = { ...migration, ...change };
  }
});

const fault = (system: StepFault["system"], rejected: boolean): StepFault => ({
  system,
  rejected,
  detail: "as it said",
  correlationId: "id",
});
test.each([
  [fault("cpp", true), FailureCode.CPP_REJECTED, false],
  [fault("cpp", false), FailureCode.CPP_UNREACHABLE, true],
  [fault("partner-center", true), FailureCode.PARTNER_CENTER_REJECTED, false],
  [fault("partner-center", false), FailureCode.PARTNER_CENTER_UNREACHABLE, true],
  [fault("graph", false), FailureCode.PARTNER_CENTER_UNREACHABLE, true],
  [fault(null, false), FailureCode.INTERNAL, true],
])("the fault %j fails the migration as %s", (given, code, retryable) => {
  for (const status of [VERIFYING, MIGRATING]) {
    const { migration } = stepFailed(at(status, DONE, RUNNING), Kind.COPY_SETTINGS, given, 9);
    expect(mayBecome(status, migration!.status!)).toBe(true);
    expect(migration).toMatchObject({
      status: FAILED,
      failure: { code, step: Kind.COPY_SETTINGS, detail: given.detail, retryable, at: 9, correlationId: "id" },
    });
    expect(migration!.steps!.map(({ state }) => state)).toEqual([DONE, State.FAILED, PENDING, PENDING]);
  }
});

function startedAt(time: number, index: number) {
  return (step: StepValue, i: number) => (i === index ? { ...step, startedAt: time } : step);
}
