import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { nodeId } from "../operations";
import { actionsOf, awaitingOf, failureMessage, requirementsOf } from "../sentences";
import { at } from "./at";
import type { Context } from "./context";
import { AccountUser, Failure, Migration, Requirement, Step } from "./types";

@Resolver(() => Migration)
export class MigrationResolver {
  @FieldResolver(() => String)
  id(@Root() { accountId }: Migration): string {
    return nodeId("Migration", accountId);
  }

  @FieldResolver(() => String, { nullable: true })
  awaiting(@Root() { status }: Migration): string | null {
    return awaitingOf(status);
  }

  @FieldResolver(() => [String])
  viewerActions(@Root() migration: Migration): string[] {
    return actionsOf(migration);
  }

  @FieldResolver(() => Int, { nullable: true })
  pollAfterMs(): number | null {
    return null;
  }

  @FieldResolver(() => AccountUser, { nullable: true })
  async startedBy(
    @Root() { accountId, startedById }: Migration,
    @Ctx() { users }: Context,
  ): Promise<AccountUser | undefined> {
    return startedById === null ? undefined : (await users.load(accountId)).find(({ key }) => key === startedById);
  }

  @FieldResolver(() => String, { nullable: true })
  startedAt(@Root() { startedAt }: Migration): string | null {
    return at(startedAt);
  }

  @FieldResolver(() => String, { nullable: true })
  completedAt(@Root() { completedAt }: Migration): string | null {
    return at(completedAt);
  }

  @FieldResolver(() => [Requirement])
  async requirements(@Root() migration: Migration, @Ctx() context: Context): Promise<Requirement[]> {
    const account = await context.account.load(migration.accountId);
    const mpnId = migration.mpnId ?? account.mpnId;
    const membership = mpnId === null ? undefined : await context.membership.load(mpnId);
    const tenant = membership?.tenantId ? await context.tenant.load(membership.tenantId) : null;
    const own = migration.workEmailTenantId ? await context.tenant.load(migration.workEmailTenantId) : null;
    return requirementsOf(migration, account, tenant, own);
  }
}

@Resolver(() => Step)
export class StepResolver {
  @FieldResolver(() => String, { nullable: true })
  startedAt(@Root() { startedAt }: Step): string | null {
    return at(startedAt);
  }

  @FieldResolver(() => String, { nullable: true })
  finishedAt(@Root() { finishedAt }: Step): string | null {
    return at(finishedAt);
  }
}

@Resolver(() => Failure)
export class FailureResolver {
  @FieldResolver(() => String)
  message(): string {
    return failureMessage;
  }

  @FieldResolver(() => String)
  at(@Root() failure: Failure): string | null {
    return at(failure.at);
  }
}
