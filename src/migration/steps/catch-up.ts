import { AccountUser } from "../../../entities/account-user";
import { cppColumns, userChanges } from "../../account/cpp-account-rules";
import { takeOver } from "../../account/take-over";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import type { MigrationRows } from "../decision";
import { guardMigration } from "../migration-rows";
import { saveSettings } from "./copy-settings";
import { placeMembers } from "./copy-users";

/** Copies what changed in CPP after it was copied: settings, and users who came, went or got another role. */
export async function catchUp(services: Services, rows: MigrationRows, cpp: CppPublisher): Promise<void> {
  const { database, clock } = services;
  const accountId = rows.account.id;
  const columns = cppColumns(cpp);
  const users = () => database.reader.findBy(AccountUser, { accountId });
  const before = await users();
  const changes = userChanges(before, cpp.users);
  const sameSettings = (Object.keys(columns) as (keyof typeof columns)[]).every(
    (name) => JSON.stringify(columns[name]) === JSON.stringify(rows.account[name]),
  );
  if (!sameSettings) await saveSettings(services, rows, columns, cpp.etag);
  const hasNews = !sameSettings || Object.values(changes).some((list: unknown[]) => list.length > 0);
  if (hasNews)
    await database.write(async (tx) => {
      const present = await guardMigration(database, tx, accountId);
      await takeOver(tx, present!.account, cpp, clock.now());
    });
  // Also when nothing has changed: what was taken over may not have been copied when the last try failed.
  const outdated = new Set([...changes.removed, ...changes.changed.map(({ id }) => id)]);
  const record = await placeMembers(services, rows, hasNews ? await users() : before, cpp.etag, outdated);
  if (record) await database.write(record);
}
