import { randomBytes } from "node:crypto";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { EntityManager } from "typeorm";
import type { Context } from "./context";
import { Account, AccountUser, AddAccountUserInput, AddAccountUserResult, Job, TimelineEvent } from "./types";
import type { AccountUserSuccess } from "./types";

const adoptAfterMs = 30_000;

@Resolver()
export class AddUserResolver {
  @Mutation(() => AddAccountUserResult)
  async addAccountUser(
    @Arg("input", () => AddAccountUserInput) input: AddAccountUserInput,
    @Ctx() context: Context,
  ): Promise<AccountUserSuccess> {
    const { source, upstream } = context;
    const { email, displayName } = input;
    const accountId = Buffer.from(input.accountId, "base64url").toString().split(":")[1]!;
    const principal = await context.address();
    const [account, migration, users] = [
      await context.account.load(accountId),
      await context.migration.load(accountId),
      await context.users.load(accountId),
    ];
    const actor = users.find((user) => user.principal === principal);
    if (migration.status !== "COMPLETED" || !["OWNER", "MANAGER"].includes(actor?.partnerCenterRole ?? ""))
      throw new Error("not allowed");
    if (users.some((user) => user.principal === email)) throw new Error("added already");
    const [own, admitted] = [
      await upstream.tenantOfAddress(email),
      await upstream.tenantsOfMpnId((migration.mpnId ?? account.mpnId)!),
    ];
    if (!admitted.includes(own.tenantId)) throw new Error("another tenant");
    const seller = { tenantId: migration.workEmailTenantId!, publisherId: account.publisherId };
    const memberId = await upstream.addDeveloper(seller, { email, displayName });
    const user = await source.transaction((manager) =>
      record(manager, { accountId, email, displayName, memberId, actorId: actor!.key }),
    );
    return { replayed: false, user };
  }
}

interface Added {
  accountId: string;
  email: string;
  displayName: string;
  memberId: string;
  actorId: string;
}

async function record(manager: EntityManager, added: Added): Promise<AccountUser> {
  const { accountId, email, displayName: name, memberId, actorId } = added;
  const now = Date.now();
  const isMysql = manager.connection.options.type === "mysql";
  const account = await manager.findOneOrFail(Account, {
    where: { key: accountId },
    ...(isMysql && { lock: { mode: "pessimistic_write" } }),
  });
  account.eventCount++;
  const user = manager.create(AccountUser, {
    ...{ accountId, key: newUserId(now), principal: email, principalKind: "PERSON", email, name, identity: "WORK" },
    ...{ access: "ACTIVE", cppRole: null, partnerCenterRole: "DEVELOPER", memberId, addedAt: now, removedAt: null },
    ...{ syncSeq: account.eventCount, syncState: "PENDING", syncAttempts: 0, syncedAt: null, syncNextAt: now },
    ...{ syncError: null, sortName: account.sortName },
  });
  await manager.save(user);
  const event = manager.create(TimelineEvent, {
    ...{ accountId, seq: account.eventCount, at: now, kind: "USER_ADDED", severity: "INFO", actorId },
    ...{ message: "event.user.added", params: { user: name, userId: user.key, role: "DEVELOPER" } },
  });
  await manager.save(event);
  await manager.save(account);
  await enqueue(manager, accountId, "adopt@1", now + adoptAfterMs);
  await enqueue(manager, accountId, "cpp-sync@1", now);
  return user;
}

async function enqueue(manager: EntityManager, accountId: string, kind: string, dueAt: number): Promise<void> {
  const present = await manager.findOneBy(Job, { accountId, kind });
  const job = present ?? manager.create(Job, { accountId, kind, heldUntil: 0, version: 0 });
  Object.assign(job, { dueAt, attempts: 0, version: job.version + 1 });
  await manager.save(job);
}

const newUserId = (now: number): string => now.toString(36) + randomBytes(11).toString("base64url").slice(1);
