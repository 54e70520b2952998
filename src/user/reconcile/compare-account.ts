import { type FindingOutcome, ReconciliationFinding, type ReconciliationMode } from "../../../entities/reconciliation";
import type { EntityManager } from "typeorm";
import { sellerOf } from "../../account/seller-rules";
import type { Tx } from "../../database/database";
import { insertRows } from "../../database/insert-rows";
import { enqueue, hasJob } from "../../outbox/enqueue";
import type { Services } from "../../services";
import { adoptMembers } from "../adopt-members";
import { adoptSettings } from "../adopt-settings";
import { guardManaged, readManaged } from "../managed-account";
import { byPrincipal } from "../one-role-each";
import { differences, doubtful, isLeft, sentenceOf } from "./compare-rules";
import { putCppRight } from "./repair";

/** The run that an account is compared in. */
export interface Comparison {
  id: string;
  mode: ReconciliationMode;
}

const mostDetails = 20;

/**
 * Compares Partner Center, our record and CPP, and in mode REPAIR has the differences repaired. Returns the finding;
 * null when all agree. It may run twice. Throws UpstreamUnavailable.
 */
export async function compareAccount(
  services: Services,
  run: Comparison,
  accountId: string,
): Promise<ReconciliationFinding | null> {
  const { database, clock, upstream } = services;
  const seen = await readManaged(database, accountId);
  if (seen?.migration.status !== "COMPLETED") return null;
  const underWay = await isUnderWay(database.reader, accountId);
  const seller = sellerOf(seen);
  const [members, settings, cpp] = await Promise.all([
    upstream.partnerCenter.members(seller),
    upstream.partnerCenter.settings(seller),
    upstream.cpp.publisher(seen.account.publisherId),
  ]);
  const doubt = doubtful(members, settings, cpp);
  if (doubt !== null) return note(services, run, accountId, "NOT_COMPARED", [doubt]);
  const found = differences({ record: seen, members, settings: settings!, cpp: cpp!, ...underWay });
  if (found.length === 0) return null;

  const left = run.mode === "DRY_RUN" || found.some(isLeft);
  const finding = findingOf(run, accountId, left ? "LEFT" : "REPAIRED", found.map(sentenceOf));
  // Only the adopt job removes a role: it reserves the user meanwhile, and goes on when it has been interrupted.
  const isForJob = found.some(({ what }) => what === "TWO_ROLES");
  await database.write(async (tx) => {
    const now = await guardManaged(database, tx, accountId);
    const at = clock.now();
    const still = await isUnderWay(tx, accountId);
    if (run.mode === "REPAIR" && !underWay.beingChanged && !still.beingChanged) {
      if (isForJob) await enqueue(tx, accountId, { kind: "adopt@1" }, at);
      else await adoptMembers(tx, now, seen.users, byPrincipal(seen.users, members), at);
      if (!isForJob && !underWay.restoringSettings && !still.restoringSettings)
        await adoptSettings(tx, now, seen.account, settings!, at);
    }
    if (run.mode === "REPAIR") await putCppRight(tx, now, seen.users, found, cpp!, at);
    await keep(tx, finding);
  });
  services.wake();
  return finding;
}

/** Whether a request is changing the account in Partner Center, or died while doing so: these jobs handle that. */
const isUnderWay = async (manager: EntityManager, accountId: string) => ({
  beingChanged: await hasJob(manager, accountId, "adopt@1"),
  restoringSettings: await hasJob(manager, accountId, "restore-settings@1"),
});

/** Stores the outcome for the account. */
export async function note(
  { database }: Services,
  run: Comparison,
  accountId: string,
  outcome: FindingOutcome,
  details: string[],
): Promise<ReconciliationFinding> {
  const finding = findingOf(run, accountId, outcome, details);
  await database.write((tx) => keep(tx, finding));
  return finding;
}

function findingOf(
  { id: runId }: Comparison,
  accountId: string,
  outcome: FindingOutcome,
  all: string[],
): ReconciliationFinding {
  const more = all.length - mostDetails;
  const details = more > 0 ? [...all.slice(0, mostDetails), `and ${more} more`] : all;
  return { accountId, runId, outcome, details };
}

/** Stores the finding. An interrupted run may compare an account again: a later finding replaces the earlier one. */
const keep = (tx: Tx, finding: ReconciliationFinding): Promise<void> =>
  insertRows(tx, ReconciliationFinding, [finding], { known: { outcome: finding.outcome, details: finding.details } });
