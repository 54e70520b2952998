import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "./context";
import {
  Account,
  AccountUser,
  Migration,
  type MigrationSuccess,
  SubmitWorkEmailInput,
  SubmitWorkEmailResult,
  TimelineEvent,
} from "./types";

@Resolver()
export class MutationResolver {
  @Mutation(() => SubmitWorkEmailResult)
  async submitWorkEmail(
    @Arg("input", () => SubmitWorkEmailInput) { migrationId, workEmail }: SubmitWorkEmailInput,
    @Ctx() { source, upstream, address }: Context,
  ): Promise<MigrationSuccess> {
    const accountId = Buffer.from(migrationId, "base64url").toString().split(":")[1]!;
    const principal = await address();
    const tenant = await upstream.tenantOfAddress(workEmail);
    const migration = await source.transaction(async (manager) => {
      const [account, found, role] = [
        await manager.findOneByOrFail(Account, { key: accountId }),
        await manager.findOneByOrFail(Migration, { accountId }),
        await manager.findOneByOrFail(AccountUser, { accountId, principal }),
      ];
      if (found.status !== "ACTION_REQUIRED" || role.cppRole !== "OWNER") throw new Error("not allowed");
      const answer = {
        workEmail,
        workEmailTenantId: tenant.tenantId,
        workEmailState: "SATISFIED",
        workEmailReason: null,
      };
      Object.assign(found, answer, { version: found.version + 1 });
      await manager.save(found);
      account.eventCount++;
      const event = manager.create(TimelineEvent, {
        ...{ accountId, seq: account.eventCount, at: Date.now(), kind: "ANSWER_ACCEPTED", severity: "INFO" },
        ...{ message: "event.workEmailAccepted", params: { answer: workEmail }, actorId: role.key },
      });
      await manager.save(event);
      await manager.save(account);
      return found;
    });
    return { replayed: false, migration };
  }
}
