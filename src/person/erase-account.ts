import { IsNull, Not, type EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import { ReconciliationFinding } from "../../entities/reconciliation";
import { TimelineEvent } from "../../entities/timeline-event";
import { principalOf } from "../address";
import { gone } from "../account/cpp-account-rules";
import type { Clock } from "../clock";
import type { Database, Tx } from "../database/database";
import { lockAccount } from "../database/lock-account";
import { updateRowsLater } from "../database/update-rows";
import { formerPerson } from "../messages/format";
import { erasedPrincipal } from "../user/user-rules";
import { reasonsToKeep, type ErasureWish, type Holding } from "./erase-rules";
import { tracesByAccount, type Traces } from "./traces-rules";

/** The result for one account: why nothing was erased, or how many rows were changed. */
export type ErasedAccount = { publisherId: string; reasons: string[] } | { rows: number };

/** Erases the person from one account, or changes nothing of it if there is a reason to keep them. */
export const eraseFromAccount = (
  database: Database,
  clock: Clock,
  accountId: string,
  wish: ErasureWish,
): Promise<ErasedAccount> =>
  database.write(async (tx) => {
    const { principal } = wish;
    const account = await lockAccount(database, tx, accountId);
    if (!account) return { rows: 0 };
    const holding = await readHolding(tx, account, principal);
    const reasons = reasonsToKeep(holding, wish);
    if (reasons.length > 0) return { publisherId: account.publisherId, reasons };
    const { traces } = holding;
    const done = [
      await eraseUser(tx, holding.user, clock.now()),
      await eraseSyncErrors(tx, accountId, traces),
      await eraseFromCpp(tx, holding, principal),
      await eraseMigration(tx, holding, principal),
      await eraseApplication(tx, holding),
      await eraseTimeline(tx, holding),
      await eraseFindings(tx, accountId, traces),
    ];
    return { rows: done.reduce((sum, rows) => sum + rows, 0) };
  });

/** Reads what the account holds about the person. */
export async function readHolding(manager: EntityManager, account: Account, principal: string): Promise<Holding> {
  const accountId = account.id;
  const user = await manager.findOneBy(AccountUser, { accountId, principal });
  const events = await manager.findBy(TimelineEvent, { accountId });
  return {
    ...{ account, user, events },
    migration: await manager.findOneByOrFail(Migration, { accountId }),
    application: await manager.findOneBy(MpnApplication, { accountId }),
    traces: tracesByAccount(principal, user ? [user] : [], events)(accountId),
  };
}

/**
 * The entry stays, because the timeline refers to it, but belongs to nobody. On a closed account it is also removed.
 */
async function eraseUser(tx: Tx, user: AccountUser | null, now: number): Promise<number> {
  if (!user) return 0;
  const { accountId, id } = user;
  const removed = user.removedAt === null && { ...gone, removedAt: now };
  const nobody = { ...removed, principal: erasedPrincipal(id), email: null, name: null };
  await updateRowsLater(tx, AccountUser, { accountId, id }, nobody);
  return 1;
}

/** CPP's refusal of another user's sync may name the person. */
async function eraseSyncErrors(tx: Tx, accountId: string, traces: Traces): Promise<number> {
  let rows = 0;
  for (const { id, syncError } of await tx.findBy(AccountUser, { accountId, syncError: Not(IsNull()) })) {
    if (!traces.isIn(syncError)) continue;
    await updateRowsLater(tx, AccountUser, { accountId, id }, { syncError: traces.erasedFrom(syncError, "[erased]") });
    rows++;
  }
  return rows;
}

/**
 * After the move the CPP sign-in means nothing, and on a closed account nothing that CPP had does. If an export has the
 * account again, that counts as news.
 */
async function eraseFromCpp(tx: Tx, { account, user, traces }: Holding, principal: string): Promise<number> {
  const { id, signInEmail, sellerContact, settingsVersion } = account;
  const signsIn = principalOf(signInEmail) === principal;
  const isNamed = traces.isIn(sellerContact);
  if (!signsIn && !isNamed && user?.removedAt !== null) return 0;
  const nobody = { name: "", email: "", phone: null, address: null };
  const isContact = principalOf(sellerContact.email) === principal;
  const contact = isContact ? nobody : traces.erasedFrom(sellerContact, "");
  const changed = {
    importHash: "",
    ...(signsIn && { signInEmail: "" }),
    ...(isNamed && { sellerContact: contact, settingsVersion: settingsVersion + 1 }),
  };
  await updateRowsLater(tx, Account, { id }, changed);
  return 1;
}

async function eraseMigration(tx: Tx, { migration, traces }: Holding, principal: string): Promise<number> {
  const { accountId, workEmail, workEmailProblem, mpnProblem, failure } = migration;
  if (![workEmail, workEmailProblem, mpnProblem, failure].some(traces.isIn)) return 0;
  const changed = {
    workEmail: workEmail !== null && principalOf(workEmail) === principal ? null : workEmail,
    workEmailProblem: traces.isIn(workEmailProblem) ? null : workEmailProblem,
    mpnProblem: traces.isIn(mpnProblem) ? null : mpnProblem,
    failure: traces.erasedFrom(failure, "[erased]"),
    version: migration.version + 1,
  };
  await updateRowsLater(tx, Migration, { accountId }, changed);
  return 1;
}

async function eraseApplication(tx: Tx, { application, traces }: Holding): Promise<number> {
  if (!application || !traces.isIn(application.profile)) return 0;
  const { accountId, profile } = application;
  const { primaryContact } = profile;
  const nobody = { firstName: "", lastName: "", email: "", phone: null };
  const changed = {
    ...traces.erasedFrom(profile, ""),
    primaryContact: traces.isIn(primaryContact.email) ? nobody : primaryContact,
  };
  await updateRowsLater(tx, MpnApplication, { accountId }, { profile: changed });
  return 1;
}

/** Events stay readable: their sentences name a former user, in the reader's language. */
async function eraseTimeline(tx: Tx, { events, traces }: Holding): Promise<number> {
  let rows = 0;
  for (const { accountId, seq, params, problem } of events) {
    if (!traces.isIn(params) && !traces.isIn(problem)) continue;
    const changed = {
      params: traces.erasedFrom(params, formerPerson),
      problem: traces.erasedFrom(problem, formerPerson),
    };
    await updateRowsLater(tx, TimelineEvent, { accountId, seq }, changed);
    rows++;
  }
  return rows;
}

async function eraseFindings(tx: Tx, accountId: string, traces: Traces): Promise<number> {
  let rows = 0;
  for (const { runId, details } of await tx.findBy(ReconciliationFinding, { accountId })) {
    if (!traces.isIn(details)) continue;
    const changed = { details: traces.erasedFrom(details, "[erased]") };
    await updateRowsLater(tx, ReconciliationFinding, { accountId, runId }, changed);
    rows++;
  }
  return rows;
}
