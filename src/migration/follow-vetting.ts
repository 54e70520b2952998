import type { MpnApplication } from "../../entities/mpn-application";
import type { Refusal } from "../../entities/refusal";
import {
  MigrationStatus as Status,
  RequirementReason as Reason,
  RequirementState as State,
  Severity,
  TimelineKind,
  VettingStep,
} from "../../entities/words";
import { UpstreamRejected, UpstreamUnavailable } from "../faults";
import { pollPause } from "../mpn/vetting-rules";
import { whenAvailable, type ClaimedJob, type JobOutcome } from "../outbox/job-outcome";
import type { Services } from "../services";
import { isRefusal } from "../tenant/work-email-rules";
import type { Vetting } from "../upstream/upstream";
import { actAsSystem } from "./act-as-system";
import { satisfiedMpn, settled } from "./answers-rules";
import type { Decision, MigrationRows } from "./decision";
import { alreadyEnrolled, overtakenApplication } from "./enrolment-rules";
import { readMigration } from "./migration-rows";
import { beingVetted } from "./requirement-rules";

const longestPauseMs = 5 * 60_000;
/** Partner Center's error code when the applying tenant is already a member. */
const memberAlready = "4090";

/** Submits an application for membership to Partner Center and polls until it is decided. */
export async function followVetting(services: Services, job: ClaimedJob): Promise<JobOutcome> {
  const rows = await readMigration(services.database, job.accountId);
  if (!rows?.application || !isOpen(rows)) return "done";
  const { application } = rows;
  try {
    const vetting = await ask(services, application);
    if (isRefusal(vetting)) await record(services, application, (now) => overtakenApplication(now, vetting));
    else if (vetting.status === "PENDING") return await wait(services, application, vetting);
    else if (vetting.status === "AUTHORIZED") await accept(services, application);
    else await record(services, application, (now) => rejection(now, ""));
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return whenAvailable(job, error, longestPauseMs);
    if (!(error instanceof UpstreamRejected)) throw error;
    await record(services, application, (now) => rejection(now, error.description));
  }
  return "done";
}

const isOpen = ({ application, migration }: MigrationRows): boolean =>
  application?.status === "PENDING" && beingVetted(migration) && migration.status !== Status.CANCELED;

/** Records what became of the application, unless nobody waits for it any more or another one has taken its place. */
const record = (services: Services, seen: MpnApplication, decide: (now: MigrationRows) => Decision): Promise<void> =>
  actAsSystem(services, seen.accountId, (now) =>
    isOpen(now) && now.application!.requestId === seen.requestId ? decide(now) : null,
  );

/** Submits the application or asks about it; a refusal if it came too late, because its tenant is a member already. */
async function ask(
  { upstream: { partnerCenter }, memberships }: Services,
  application: MpnApplication,
): Promise<Vetting | Refusal> {
  const { tenantId, profile, delivered, requestId } = application;
  let isMember = false;
  if (!delivered) {
    const { legalName: companyName, address, primaryContact } = profile;
    try {
      return await partnerCenter.applyForMembership(tenantId, { companyName, address, primaryContact }, { requestId });
    } catch (error) {
      if (!(error instanceof UpstreamRejected && error.code === memberAlready)) throw error;
      isMember = true;
    }
  }
  const vetting = await partnerCenter.vetting(tenantId);
  // What was rejected before the tenant became a member was another application.
  if (vetting && !(isMember && vetting.status === "REJECTED")) return vetting;
  const refusal = isMember && alreadyEnrolled(await memberships.askByTenant(tenantId), tenantId, []);
  if (refusal) return refusal;
  throw new UpstreamUnavailable("partner-center", "the application is not there yet", "", 1_000);
}

async function wait(services: Services, application: MpnApplication, { step }: Vetting): Promise<JobOutcome> {
  const pause = pollPause(application.polls);
  const moved = {
    delivered: true,
    step: VettingStep[step],
    polls: application.polls + 1,
    nextPollAt: services.clock.now() + pause,
  };
  await record(services, application, (now) => ({ application: { ...now.application!, ...moved } }));
  return { againInMs: pause, fresh: true };
}

/** The tenant is a member now: its new MPN ID answers the requirement, and the migration continues. */
async function accept(services: Services, application: MpnApplication): Promise<void> {
  const membership = await services.memberships.askByTenant(application.tenantId);
  if (membership?.status !== "ACTIVE")
    throw new UpstreamUnavailable("partner-center", "the new membership is not there yet", "", 1_000);
  const { mpnId } = membership;
  await record(services, application, (now) => {
    const answered = { ...satisfiedMpn, mpnId };
    const { status, jobs } = settled({ ...now.migration, ...answered });
    return {
      migration: { ...answered, status },
      application: { ...now.application!, delivered: true, status: "AUTHORIZED", step: VettingStep.DECISION },
      events: [{ kind: TimelineKind.ANSWER_ACCEPTED, message: "event.membershipGranted", params: { answer: mpnId } }],
      jobs,
    };
  });
}

const rejection = ({ application }: MigrationRows, detail: string): Decision => ({
  migration: {
    mpnState: State.DUE,
    mpnReason: Reason.MPN_APPLICATION_REJECTED,
    mpnProblem: null,
    status: Status.ACTION_REQUIRED,
  },
  application: { ...application!, delivered: true, status: "REJECTED" },
  events: [
    {
      kind: TimelineKind.ANSWER_REJECTED,
      severity: Severity.WARNING,
      message: detail ? "event.applicationRefused" : "event.applicationRejected",
      params: { detail },
    },
  ],
});
