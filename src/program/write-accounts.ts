import { In, type EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import { AccountTerm } from "../../entities/account-term";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { MigrationStatus } from "../../entities/words";
import { takeOver } from "../account/take-over";
import type { Clock } from "../clock";
import type { Database, Tx } from "../database/database";
import { isDuplicate } from "../database/run-again";
import { insertRows } from "./insert-rows";
import { newAccount, newMigration, newTerms, newUsers, type Candidate } from "./new-account";

/** How many accounts were new or changed, and how many neither. */
export interface Written {
  imported: number;
  unchanged: number;
}

const tries = 3;

/** Makes the accounts, at most 1,000, as the export has them: all of them or none. Those of no news are not even locked. */
export async function writeAccounts(database: Database, clock: Clock, all: Candidate[]): Promise<Written> {
  if (all.length === 0) return { imported: 0, unchanged: 0 };
  const news = await withNews(database.reader, all);
  if (news.length === 0) return { imported: 0, unchanged: all.length };
  for (let attempt = 1; ; attempt++) {
    try {
      const imported = await database.write((tx) => writeNews(database, tx, news, clock.now()));
      return { imported, unchanged: all.length - imported };
    } catch (error) {
      // Another import has added one of the accounts meanwhile: now it is a known one.
      if (attempt >= tries || !isDuplicate(error)) throw error;
    }
  }
}

async function writeNews(database: Database, tx: Tx, candidates: Candidate[], now: number): Promise<number> {
  const known = await lockAccounts(database, tx, candidates);
  const news = await withNews(tx, candidates);
  const fresh = news.filter(({ id }) => !known.has(id));
  await insertRows(tx, Account, fresh.map(newAccount));
  await insertRows(tx, Migration, fresh.map(newMigration));
  await insertRows(
    tx,
    AccountUser,
    fresh.flatMap((one) => newUsers(one, now)),
  );
  await insertRows(tx, AccountTerm, fresh.flatMap(newTerms));
  for (const { id, cpp, importHash } of news) {
    const account = known.get(id);
    if (!account) continue;
    await takeOver(tx, account, cpp, now);
    await tx.createQueryBuilder().update(Account).set({ importHash }).where({ id }).execute();
  }
  return news.length;
}

/** The known ones among the accounts, under their guard, in the order of their IDs so that no two wait for each other. */
async function lockAccounts(database: Database, tx: Tx, candidates: Candidate[]): Promise<Map<string, Account>> {
  const query = tx
    .createQueryBuilder(Account, "account")
    .where({ id: In(idsOf(candidates)) })
    .orderBy("account.id");
  // SQLite has one writer and no row locks.
  const accounts = await (database.kind === "mysql" ? query.setLock("pessimistic_write") : query).getMany();
  return new Map(accounts.map((account) => [account.id, account]));
}

/** Those that are new, or say something new while CPP still owns the account; in the order of their IDs. */
async function withNews(manager: EntityManager, candidates: Candidate[]): Promise<Candidate[]> {
  const rows = await manager
    .createQueryBuilder(Account, "account")
    .innerJoin(Migration, "migration", "migration.accountId = account.id")
    .select(["account.id AS id", "account.importHash AS hash", "migration.status AS status"])
    .where({ id: In(idsOf(candidates)) })
    .getRawMany<{ id: string; hash: string; status: MigrationStatus }>();
  const known = new Map(rows.map((row) => [row.id, row]));
  return candidates
    .filter(({ id, importHash }) => {
      const row = known.get(id);
      return !row || (row.hash !== importHash && !beyondCpp.has(row.status));
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const beyondCpp: ReadonlySet<MigrationStatus> = new Set([MigrationStatus.MIGRATING, MigrationStatus.COMPLETED]);

const idsOf = (candidates: Candidate[]): string[] => candidates.map(({ id }) => id);
