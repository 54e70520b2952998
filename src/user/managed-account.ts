import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { PartnerCenterRole } from "../../entities/words";
import type { Database, Reads, Tx } from "../database/database";
import { guardOf, takeGuard, type Guard } from "../database/lock-account";
import { preparedJoin, preparedRead } from "../database/prepared-read";

/** An account managed in Partner Center, with all its users or only those that a change concerns. */
export interface ManagedAccount {
  account: Account;
  migration: Migration;
  users: AccountUser[];
}

/** A user of an account, by ID or principal. */
export type WhichUser = { id: string } | { principal: string };

/** The acting user, and the user to change. */
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

/** The account with all its users; null when it does not exist. */
export async function readManaged(
  from: Reads,
  accountId: string,
  guard: Guard = { rowLocks: false },
): Promise<ManagedAccount | null> {
  const [rows] = await managed(from, guard, { accountId });
  return rows ? { ...rows, users: await everybody(from, undefined, { accountId }) } : null;
}

/** The same under the account's guard: nobody else can change the account until this write unit ends. */
export async function guardManaged(database: Database, tx: Tx, accountId: string): Promise<ManagedAccount> {
  const now = await readManaged(database.within(tx), accountId, guardOf(database));
  if (!now) throw new Error(`account ${accountId} is gone`);
  return now;
}

/** `actor` and `user` are null when they are not on the account. */
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
 * The account under its guard, with only the users that the change concerns: the actor, the changed user, and all
 * OWNERs if the changed user is one. A change reads few rows, however many users the account has.
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
