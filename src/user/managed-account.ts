import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { PartnerCenterRole } from "../../entities/words";
import type { Database, Reads, Tx } from "../database/database";
import { guardOf, takeGuard, type Guard } from "../database/lock-account";
import { preparedJoin, preparedRead } from "../database/prepared-read";

/** An account in Partner Center's hands, with everybody on it, or those whom a change concerns. */
export interface ManagedAccount {
  account: Account;
  migration: Migration;
  users: AccountUser[];
}

/** A user of an account by one of their keys. */
export type WhichUser = { id: string } | { principal: string };

/** Who acts, and who is changed. */
export interface Concerned {
  actor: Pick<AccountUser, "id">;
  user: WhichUser | null;
}

const managed = preparedJoin({ account: Account, migration: Migration }, (query, guard: Guard) => {
  takeGuard(query, guard);
  query.innerJoin(Migration, "migration", "migration.accountId = account.id");
});
const everybody = preparedRead(AccountUser, "user", (query) =>
  query.where("user.accountId = :accountId").orderBy("user.id"),
);

/** The account as it stands; null when there is none. */
export async function readManaged(
  from: Reads,
  accountId: string,
  guard: Guard = { rowLocks: false },
): Promise<ManagedAccount | null> {
  const [rows] = await managed(from, guard, { accountId });
  return rows ? { ...rows, users: await everybody(from, undefined, { accountId }) } : null;
}

/** The same under the account's guard: nobody else changes the account until this write unit ends. */
export async function guardManaged(database: Database, tx: Tx, accountId: string): Promise<ManagedAccount> {
  const now = await readManaged(database.within(tx), accountId, guardOf(database));
  if (!now) throw new Error(`account ${accountId} is gone`);
  return now;
}

/** Null who is not on the account. */
interface ConcernedRows {
  account: Account;
  migration: Migration;
  actor: AccountUser | null;
  user: AccountUser | null;
}

const concerned = preparedJoin(
  { account: Account, migration: Migration, actor: AccountUser, user: AccountUser },
  (query, { by, ...guard }: Guard & { by: "id" | "principal" }) => {
    takeGuard(query, guard);
    query
      .innerJoin(Migration, "migration", "migration.accountId = account.id")
      .leftJoin(AccountUser, "actor", "actor.accountId = account.id AND actor.id = :actor")
      .leftJoin(AccountUser, "user", `user.accountId = account.id AND user.${by} = :name`);
  },
);
const owners = preparedRead(AccountUser, "user", (query) =>
  query
    .where("user.accountId = :accountId AND user.partnerCenterRole = :role AND user.removedAt IS NULL")
    .orderBy("user.id"),
);

/**
 * The account under its guard, of its users only those whom the change concerns: who acts, who is changed, and all owners
 * when that is one. However many users an account has, a change reads as few.
 */
export async function guardConcerned(
  database: Database,
  tx: Tx,
  accountId: string,
  { actor, user: changed }: Concerned,
): Promise<ManagedAccount> {
  const from = database.within(tx);
  const by = changed && "principal" in changed ? "principal" : "id";
  const name = changed && ("principal" in changed ? changed.principal : changed.id);
  const shape = { by, ...guardOf(database) } as const;
  const [rows]: ConcernedRows[] = await concerned(from, shape, { accountId, actor: actor.id, name });
  if (!rows) throw new Error(`account ${accountId} is gone`);
  const { OWNER } = PartnerCenterRole;
  const those = rows.user?.partnerCenterRole === OWNER ? await owners(from, undefined, { accountId, role: OWNER }) : [];
  const users = new Map(
    [rows.actor, rows.user, ...those].filter((user) => user !== null).map((user) => [user.id, user]),
  );
  return { account: rows.account, migration: rows.migration, users: [...users.values()] };
}
