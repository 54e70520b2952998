import { AccountUser } from "../../../entities/account-user";
import { isAsInCpp, principalOfUser } from "../../account/cpp-account-rules";
import { takeOver } from "../../account/take-over";
import { UpstreamRejected } from "../../faults";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import { isWhereSeen } from "../advance-rules";
import { effectiveMpnId } from "../answers-rules";
import type { MigrationRows } from "../decision";
import { guardMigration, readMigration } from "../migration-rows";
import { Overtaken } from "./step";

/** The rows that are copied. */
export interface Copied {
  rows: MigrationRows;
  users: AccountUser[];
}

/**
 * Updates our rows to what CPP has, so that exactly that is copied: the cause of an earlier failure may have been
 * corrected in CPP since. The starter must still be an owner there, and the MPN ID the one that was checked.
 */
export async function takeOverFromCpp(
  { database, clock }: Services,
  seen: MigrationRows,
  cpp: CppPublisher,
): Promise<Copied> {
  const accountId = seen.account.id;
  const present = async (): Promise<Copied> => {
    const rows = orOvertaken(await readMigration(database, accountId), seen);
    return { rows, users: await database.reader.findBy(AccountUser, { accountId }) };
  };
  const { rows, users } = await present();
  starterIsOwner(rows, users, cpp);
  mpnIdStands(rows, cpp);
  if (isAsInCpp(rows.account, users, cpp)) return { rows, users };
  await database.write(async (tx) => {
    const { account } = orOvertaken(await guardMigration(database, tx, accountId), seen);
    await takeOver(tx, account, cpp, clock.now());
  });
  return present();
}

/** Returns the rows if the move is still where it was read. Throws Overtaken otherwise. */
export function orOvertaken<Rows extends MigrationRows>(now: Rows | null, seen: MigrationRows): Rows {
  if (!now || !isWhereSeen(now.migration, seen.migration)) throw new Overtaken("the move has gone another way");
  return now;
}

/** Throws when the starter is no longer an owner in CPP: then nobody is responsible for the move. */
export function starterIsOwner({ migration }: MigrationRows, users: AccountUser[], cpp: CppPublisher): void {
  const starter = users.find(({ id }) => id === migration.startedBy);
  const isOwner = cpp.users.some((user) => user.role === "OWNER" && principalOfUser(user) === starter?.principal);
  if (!isOwner) throw no(403, "StarterNotOwner", "who started the migration is no owner in CPP any more");
}

/** The answers were checked against one MPN ID: the account must not be moved with another. */
function mpnIdStands({ account, migration }: MigrationRows, cpp: CppPublisher): void {
  const checked = migration.steps.find(({ mpnId }) => mpnId !== undefined)?.mpnId;
  if (effectiveMpnId(cpp, migration) === (checked ?? effectiveMpnId(account, migration))) return;
  throw no(409, "MpnIdChanged", "the MPN ID was changed while the account was moving");
}

const no = (status: number, code: string, description: string): UpstreamRejected =>
  new UpstreamRejected("cpp", status, code, description, "");
