import { In, MoreThan } from "typeorm";
import { Account } from "../../entities/account";
import { IdempotencyRecord } from "../../entities/idempotency-record";
import { Person } from "../../entities/person";
import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import type { Clock } from "../clock";
import type { Database, Tx } from "../database/database";
import { formerPerson } from "../messages/format";
import { eraseFromAccount, readHolding } from "./erase-account";
import { reasonsToKeep, type ErasureWish } from "./erase-rules";
import { findAccounts } from "./find-accounts";
import { tracesOf } from "./traces-rules";

/**
 * The result of an erasure: the reasons against it, by account, or how many rows were changed or deleted in how many
 * accounts.
 */
export type Erasure = { kept: { publisherId: string; reasons: string[] }[] } | { accounts: number; rows: number };

const batch = 500;

/**
 * Erases a person from every table: account by account, then from the tables that belong to no account. Does nothing if
 * any account has a reason to keep them. An interrupted run is finished by running it again.
 */
export async function erasePerson(database: Database, clock: Clock, wish: ErasureWish): Promise<Erasure> {
  const { principal } = wish;
  const accountIds = await findAccounts(database, principal);
  const kept = await standingAgainst(database, accountIds, wish);
  if (kept.length > 0) return { kept };
  let [accounts, rows] = [0, 0];
  for (const accountId of accountIds) {
    const erased = await eraseFromAccount(database, clock, accountId, wish);
    // The person was added again in the meantime.
    if ("reasons" in erased) return { kept: [erased] };
    if (erased.rows > 0) accounts++;
    rows += erased.rows;
  }
  rows += await eraseOutcomes(database, principal);
  rows += await eraseBindings(database, principal);
  return { accounts, rows };
}

async function standingAgainst({ reader }: Database, accountIds: string[], wish: ErasureWish) {
  const kept: { publisherId: string; reasons: string[] }[] = [];
  for (const id of accountIds) {
    const account = await reader.findOneBy(Account, { id });
    if (!account) continue;
    const reasons = reasonsToKeep(await readHolding(reader, account, wish.principal), wish);
    if (reasons.length > 0) kept.push({ publisherId: account.publisherId, reasons });
  }
  return kept;
}

/** Refusals stored for repeated requests name the refused address. All are scanned: one day's worth. */
async function eraseOutcomes(database: Database, principal: string): Promise<number> {
  const traces = tracesOf(principal);
  let rows = 0;
  for (let from = ""; ;) {
    const records = await database.reader.find(IdempotencyRecord, {
      where: { id: MoreThan(from) },
      order: { id: "ASC" },
      take: batch,
    });
    if (records.length === 0) return rows;
    for (const { id, refusal } of records) {
      if (!traces.isIn(refusal)) continue;
      const changed = { refusal: traces.erasedFrom(refusal, formerPerson) };
      await database.write((tx) =>
        tx.createQueryBuilder().update(IdempotencyRecord).set(changed).where({ id }).execute(),
      );
      rows++;
    }
    from = records.at(-1)!.id;
  }
}

/**
 * Must run last: the attempts are found through the bindings. A personal and a work account with the same address have
 * one each.
 */
async function eraseBindings(database: Database, address: string): Promise<number> {
  let rows = 0;
  for (const person of await database.reader.findBy(Person, { address })) rows += await eraseBinding(database, person);
  return rows;
}

async function eraseBinding(database: Database, { tenantId, objectId }: Person): Promise<number> {
  const viewer = `${tenantId}:${objectId}`;
  let rows = 1;
  for (let found = batch; found === batch; rows += found) {
    const attempts = await database.reader.find(WorkEmailAttempt, { where: { viewer }, take: batch });
    found = attempts.length;
    await database.write((tx: Tx) => tx.delete(WorkEmailAttempt, { viewer, id: In(attempts.map(({ id }) => id)) }));
  }
  await database.write((tx) => tx.delete(Person, { tenantId, objectId }));
  return rows;
}
