import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { keepStems, takeOver } from "../account/take-over";
import type { Clock } from "../clock";
import type { Database, Tx } from "../database/database";
import { insertRows } from "../database/insert-rows";
import { lockAccount } from "../database/lock-account";
import { isDuplicate } from "../database/run-again";
import { insertMigrations } from "../migration/write-migrations";
import { findKnown, saysNews } from "./known-accounts";
import { newAccount, type Candidate } from "./new-account";

/** How many accounts were new or changed, and how many neither. */
export interface Written {
  imported: number;
  unchanged: number;
}

/** As often as another import at work on the same export may be ahead with one more batch. */
const tries = 20;

/** Makes accounts as the export has them: all that it is given or none. */
export type WriteAccounts = (all: Candidate[]) => Promise<Written>;

/** Writes an import's batches. */
export function accountWriter(database: Database, clock: Clock): WriteAccounts {
  const learn = stemLearner(database);
  return (all) => writeAccounts(database, clock, learn, all);
}

/** Those of no news are not even locked. */
async function writeAccounts(database: Database, clock: Clock, learn: Learn, all: Candidate[]): Promise<Written> {
  for (let attempt = 1; ; attempt++) {
    const known = await findKnown(
      database.reader,
      all.map(({ id }) => id),
    );
    const fresh = all.filter(({ id }) => !known.has(id)).sort(byId);
    const changed = all.filter((one) => known.has(one.id) && saysNews(one, known.get(one.id))).sort(byId);
    if (fresh.length + changed.length === 0) return { imported: 0, unchanged: all.length };
    try {
      const imported = await write(database, learn, fresh, changed, clock.now());
      return { imported, unchanged: all.length - imported };
    } catch (error) {
      // Another import has added one of the accounts meanwhile: now it is a known one.
      if (attempt >= tries || !isDuplicate(error)) throw error;
    }
  }
}

async function write(
  database: Database,
  learn: Learn,
  fresh: Candidate[],
  changed: Candidate[],
  now: number,
): Promise<number> {
  const rows = fresh.map((one) => newAccount(one, now));
  await learn(rows.flatMap(({ stems }) => stems));
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

type Learn = (stems: string[]) => Promise<void>;

const mostRemembered = 200_000;

/** Makes stems known to the search, before the accounts that have them: a stem without an account does no harm. */
function stemLearner(database: Database): Learn {
  const known = new Set<string>();
  return async (stems) => {
    const news = stems.filter((stem) => !known.has(stem));
    if (news.length === 0) return;
    await database.write((tx) => keepStems(tx, news));
    if (known.size > mostRemembered) known.clear();
    for (const stem of news) known.add(stem);
  };
}

/** Under the guard of each account, in the order of their IDs so that no two imports wait for each other. */
async function takeOverAll(database: Database, tx: Tx, candidates: Candidate[], now: number): Promise<number> {
  let taken = 0;
  for (const candidate of candidates) {
    const account = await lockAccount(database, tx, candidate.id);
    const known = (await findKnown(tx, [candidate.id])).get(candidate.id);
    if (!account || !saysNews(candidate, known)) continue;
    await takeOver(tx, account, candidate.cpp, now);
    const { id, importHash } = candidate;
    await tx.createQueryBuilder().update(Account).set({ importHash }).where({ id }).execute();
    taken++;
  }
  return taken;
}

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : 1);
