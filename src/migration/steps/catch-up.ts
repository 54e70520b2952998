import { In } from "typeorm";
import { AccountUser } from "../../../entities/account-user";
import { cppColumns, userChanges } from "../../account/cpp-account-rules";
import { takeOver } from "../../account/take-over";
import { effectId } from "../../ids";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import type { MigrationRows } from "../decision";
import { guardMigration } from "../migration-rows";
import { saveSettings, sellerOf } from "./copy-settings";
import { addMembers, recordMembers } from "./copy-users";

/** Copies what changed in CPP after it was copied: settings, and users who came, went or got another role. */
export async function catchUp(services: Services, rows: MigrationRows, cpp: CppPublisher): Promise<void> {
  const { database, clock } = services;
  const accountId = rows.account.id;
  const columns = cppColumns(cpp);
  const users = await database.reader.findBy(AccountUser, { accountId });
  const changes = userChanges(users, cpp.users);
  const sameUsers = Object.values(changes).every((list: unknown[]) => list.length === 0);
  const sameSettings = (Object.keys(columns) as (keyof typeof columns)[]).every(
    (name) => JSON.stringify(columns[name]) === JSON.stringify(rows.account[name]),
  );
  if (sameUsers && sameSettings) return;

  if (!sameSettings) await saveSettings(services, rows, columns);
  const outdated = new Set([...changes.removed, ...changes.changed.map(({ id }) => id)]);
  const leaving = users.filter((user) => user.memberId !== null && outdated.has(user.id));
  for (const { partnerCenterRole, memberId } of leaving) {
    const requestId = effectId("copy-user-removed", accountId, memberId!);
    await services.upstream.partnerCenter.removeMember(sellerOf(rows), partnerCenterRole!, memberId!, { requestId });
  }
  await database.write(async (tx) => {
    const present = await guardMigration(database, tx, accountId);
    await takeOver(tx, present!.account, cpp, clock.now());
    const none = { memberId: null, partnerCenterRole: null };
    const ids = leaving.map((user) => user.id);
    await tx
      .createQueryBuilder()
      .update(AccountUser)
      .set(none)
      .where({ accountId, id: In(ids) })
      .execute();
  });
  const members = await addMembers(services, rows, await database.reader.findBy(AccountUser, { accountId }), cpp.etag);
  await database.write((tx) => recordMembers(tx, rows, members, clock.now()));
}
