import type { Account } from "../../entities/account";
import type { MpnMembership } from "../../entities/mpn-membership";
import type { Refusal } from "../../entities/refusal";
import {
  MigrationAction,
  MigrationStatus as Status,
  RequirementKind as Kind,
  RequirementState as State,
} from "../../entities/words";
import { parseAddress } from "../address";
import { lockAccount } from "../database/lock-account";
import { UpstreamUnavailable } from "../faults";
import type { Context } from "../graphql/context";
import type { Refused } from "../graphql/refused";
import { isUsable, parseMpnId } from "../mpn/mpn-rules";
import { askWorkEmail } from "../tenant/ask-work-email";
import { isRefusal, judgeWorkEmail } from "../tenant/work-email-rules";
import { isOwner, ownerRoleRequired } from "../user/user-rules";
import { effectiveMpnId, issuedMpnId } from "./answers-rules";
import { countAttempt } from "./attempt-limits";
import type { Decision, MigrationRows } from "./decision";
import { decideExistingId } from "./enrolment-rules";
import { readMigration } from "./migration-rows";
import { actionRefused, beingVetted } from "./requirement-rules";
import { requirementsOf, type RequirementView } from "./requirements";
import { askMembership, tenantOf } from "./start-migration";
import { decideStart } from "./start-rules";
import { unavailable } from "../unavailable";
import { decideWorkEmail } from "./work-email-answer-rules";

/** Answers to try. */
export interface TriedAnswers {
  workEmail?: string | null;
  mpnId?: string | null;
}

/** What a start would require. */
export interface PreflightSource {
  ready: boolean;
  requirements: RequirementView[];
  blockers: Refused[];
}

/** Dry run of a start and its answers through the real rules: of the account, it changes only the count of attempts. */
export async function preflight(context: Context, account: Account, answers: TriedAnswers): Promise<PreflightSource> {
  const { services, access, viewer } = context;
  const [rows, user] = await Promise.all([readMigration(services.database, account.id), access.userOn(account.id)]);
  const owner = user !== null && isOwner(user, rows!.migration.status);
  const blockers = blockersOf(rows!, owner).map((refusal) => ({ ...refusal, accountId: account.id }));
  const from = { ...rows!, migration: { ...rows!.migration, mpnId: issuedMpnId(rows!), status: Status.NOT_STARTED } };
  // Only an owner may learn whether an address or an MPN ID would be accepted.
  const played = owner ? await play(context, from, user.id, answers) : await unplayed(context, from);
  const { migration } = played.rows;
  const views = requirementsOf({ account, migration, membership: played.membership, viewer, owner });
  return {
    ready:
      blockers.length === 0 &&
      migration.workEmailState === State.SATISFIED &&
      (migration.mpnState === State.SATISFIED || beingVetted(migration)),
    requirements: views.map((view) => imagined(view, played.problems[view.kind], account.id)),
    blockers,
  };
}

function blockersOf({ migration }: MigrationRows, owner: boolean): Refusal[] {
  const { status } = migration;
  const late = status === Status.MIGRATING || status === Status.COMPLETED;
  return [
    ...(owner ? [] : [ownerRoleRequired]),
    ...(late ? [{ __typename: "NotAllowedNow" as const, path: [], why: status }] : []),
  ];
}

interface Played {
  rows: MigrationRows;
  membership: MpnMembership | null;
  problems: Partial<Record<Kind, Refusal>>;
}

/** For viewers who are not owners: the account before any answer, as they see it elsewhere. */
async function unplayed({ loaders }: Context, rows: MigrationRows): Promise<Played> {
  const mpnId = effectiveMpnId(rows.account, rows.migration);
  return { rows, membership: mpnId === null ? null : await loaders.membership.load(mpnId), problems: {} };
}

async function play(context: Context, from: MigrationRows, actor: string, answers: TriedAnswers): Promise<Played> {
  const { services, viewer, locale } = context;
  const now = services.clock.now();
  const played: Played = { rows: from, membership: null, problems: {} };
  const go = ({ migration, application }: Decision) => {
    const { rows } = played;
    played.rows = {
      ...rows,
      migration: { ...rows.migration, ...migration },
      application: application ?? rows.application,
    };
  };
  const attempt = async (kind: Kind, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UpstreamUnavailable)) throw error;
      played.problems[kind] = unavailable(error);
    }
  };

  await attempt(Kind.MPN_MEMBERSHIP, async () => {
    played.membership = await askMembership(services, from);
    if (isUsable(played.membership)) await services.tenants.named(played.membership.tenantId);
  });
  const signInTenantId = from.account.signInPersonal ? null : await tenantOf(services, from.account.signInEmail);
  go(decideStart(from, { membership: played.membership, signInTenantId }, actor, now));

  const { mpnId, workEmail } = answers;
  if (mpnId != null)
    await attempt(Kind.MPN_MEMBERSHIP, async () => {
      const id = parseMpnId(mpnId);
      if (id === null) return void (played.problems.MPN_MEMBERSHIP = malformed("mpnId", "field.mpnId"));
      if (effectiveMpnId(played.rows.account, played.rows.migration) === id) return;
      const late = actionRefused(played.rows.migration, { action: MigrationAction.ENROLL_IN_MPN, input: {} });
      if (late) return void (played.problems.MPN_MEMBERSHIP = { ...late, path: ["mpnId"] });
      const membership = await services.memberships.ask(id);
      if (isUsable(membership)) {
        await services.tenants.named(membership.tenantId);
        const tooMany = await countTry(context, from.account.id, id);
        if (tooMany) return void (played.problems.MPN_MEMBERSHIP = tooMany);
      }
      const decision = decideExistingId(played.rows, id, membership);
      go(decision);
      if (decision.refusal) played.problems.MPN_MEMBERSHIP = { ...decision.refusal, path: ["mpnId"] };
      else played.membership = membership;
    });
  if (workEmail != null)
    await attempt(Kind.WORK_EMAIL, async () => {
      const given = parseAddress(workEmail);
      if (!given) return void (played.problems.WORK_EMAIL = malformed("workEmail", "field.email"));
      const facts = await askWorkEmail({ services, viewer }, given);
      const admitted = isUsable(played.membership) ? played.membership : null;
      const verdict = judgeWorkEmail(facts, viewer, admitted, ["workEmail"]);
      const { mpnState, mpnReason, mpnProblem } = played.rows.migration;
      const answer = { address: given.address, verdict, mpn: { mpnState, mpnReason, mpnProblem } };
      go(decideWorkEmail(played.rows, answer, { nonce: "", locale }, now));
      if (isRefusal(verdict)) played.problems.WORK_EMAIL = verdict;
    });
  return played;
}

/** Counts an attempt that reveals an MPN ID's tenant, as a real one does; returns the refusal at a limit. */
async function countTry({ services, viewer }: Context, accountId: string, mpnId: string): Promise<Refusal | null> {
  const { database, clock } = services;
  const wait = await database.write(async (tx) => {
    await lockAccount(database, tx, accountId);
    return countAttempt(database, tx, { accountId, viewer, kind: "MPN_ID", mpnId }, clock.now());
  });
  return wait === null ? null : { __typename: "TooManyAttempts", path: ["mpnId"], retryAfterSeconds: wait };
}

const malformed = (field: string, message: string): Refusal => ({
  __typename: "InvalidInput",
  path: [field],
  fields: [{ path: [field], message }],
});

/** A requirement as it would become: it offers no action, and no code has been mailed. */
function imagined(view: RequirementView, problem: Refusal | undefined, accountId: string): RequirementView {
  return {
    ...view,
    action: null,
    imagined: true,
    ...(problem ? { problem: { ...problem, accountId } } : {}),
  };
}
