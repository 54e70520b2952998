import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { takeOver } from "../account/take-over";
import type { Clock } from "../clock";
import type { Database, Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { lockAccount } from "../database/lock-account";
import { isDuplicate } from "../database/run-again";
import { updateRowsLater } from "../database/update-rows";
import { insertMigrations } from "../migration/write-migrations";
import { findKnown, saysNews } from "./known-accounts";
import { newAccount, type Candidate } from "./new-account";

/** How many accounts were new or changed, and how many neither. */
export interface Written {
  imported: number;
  unchanged: number;
}

/** How often another import of the same export may be one batch ahead. */
const tries = 20;

/** Writes accounts as the export has them, all or none. Accounts without news are not even locked. */
export async function writeAccounts(database: Database, clock: Clock, all: Candidate[]): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    const known = await findKnown(
      database.reader,
      all.map(({ id }) => id),
    );
    const fresh = all.filter(({ id }) => !known.has(id)).sort(byId);
    const changed = all.filter((one) => known.has(one.id) && saysNews(one, known.get(one.id))).sort(byId);
    if (fresh.length + changed.length === 0) return { imported: 0, unchanged: all.length };
    try {
      const imported = await write(database, fresh, changed, clock.now());
      return { imported, unchanged: all.length - imported };
    } catch (error) {
      // Another import has added one of the accounts in the meantime: now it is known.
      if (attempt >= tries || !isDuplicate(error)) throw error;
    }
  }
}

async function write(database: Database, fresh: Candidate[], changed: Candidate[], now: number): Promise<number> {
  const rows = fresh.map((one) => newAccount(one, now));
  return database.write(async (tx) => {
    const taken = await takeOverAll(database, tx, changed, now);
    await insertRows(
      tx,
      Account,
      rows.map(({ account }) => account),
    );
    await insertRows(
      tx,
      AccountUser,
      rows.flatMap(({ users }) => users),
    );
    await insertRows(
      tx,
      AccountTerm,
      rows.flatMap(({ terms }) => terms),
    );
    await insertMigrations(
      tx,
      rows.map(({ migration }) => migration),
    );
    return taken + rows.length;
  });
}

/** Takes the accounts' guards in the order of their IDs, so that two imports cannot deadlock. */
async function takeOverAll(database: Database, tx: Tx, candidates: Candidate[], now: number): Promise<number> {
  let taken = 0;
  for (const candidate of candidates) {
    const account = await lockAccount(database, tx, candidate.id);
    const known = (await findKnown(tx, [candidate.id])).get(candidate.id);
    if (!account || !saysNews(candidate, known)) continue;
    await takeOver(tx, account, candidate.cpp, now);
    const { id, importHash } = candidate;
    await updateRowsLater(tx, Account, { id }, { importHash });
    taken++;
  }
  return taken;
}

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1);
