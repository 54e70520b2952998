import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import type { AccountUser as UserRow } from "../../entities/account-user";
import type { FailureValue, Migration as MigrationRow } from "../../entities/migration";
import type { MigrationAction, Party } from "../../entities/words";
import { Account, Migration, MigrationFailure, PreflightArgs } from "../../schema";
import type { Context } from "../graphql/context";
import { format } from "../messages/format";
import { mpnIdToShow } from "../mpn/mpn-view-rules";
import { clientPause } from "../mpn/vetting-rules";
import { sightOf } from "../viewer/sight";
import { awaiting } from "./machine-rules";
import { preflight, type PreflightSource } from "./preflight";
import { beingVetted, ownerActions } from "./requirement-rules";
import { requirementsOf, type RequirementView } from "./requirements";

const quickPauseMs = 1_000;

@Resolver(() => Account)
export class AccountMigrationResolver {
  @FieldResolver()
  migration(@Root() account: AccountRow, @Ctx() { loaders }: Context): Promise<MigrationRow | null> {
    return loaders.migration.load(account.id);
  }

  @FieldResolver()
  preflight(
    @Root() account: AccountRow,
    @Args(() => PreflightArgs) answers: PreflightArgs,
    @Ctx() context: Context,
  ): Promise<PreflightSource> {
    return preflight(context, account, answers);
  }
}

@Resolver(() => Migration)
export class MigrationResolver {
  @FieldResolver()
  account(@Root() { accountId }: MigrationRow, @Ctx() { loaders }: Context): Promise<AccountRow | null> {
    return loaders.account.load(accountId);
  }

  @FieldResolver()
  awaiting(@Root() { status }: MigrationRow): Party | null {
    return awaiting(status);
  }

  @FieldResolver()
  async viewerActions(@Root() migration: MigrationRow, @Ctx() context: Context): Promise<MigrationAction[]> {
    return (await sightOf(context, migration.accountId)) === "owner" ? ownerActions(migration) : [];
  }

  @FieldResolver()
  async pollAfterMs(@Root() migration: MigrationRow, @Ctx() { loaders, services }: Context): Promise<number | null> {
    if (awaiting(migration.status) !== "SYSTEM") return null;
    if (!beingVetted(migration)) return quickPauseMs;
    const application = await loaders.application.load(migration.accountId);
    return application ? clientPause(application, services.clock.now()) : quickPauseMs;
  }

  @FieldResolver()
  async requirements(@Root() migration: MigrationRow, @Ctx() context: Context): Promise<RequirementView[]> {
    const { loaders, viewer } = context;
    const [account, application, sight] = await Promise.all([
      loaders.account.load(migration.accountId),
      loaders.application.load(migration.accountId),
      sightOf(context, migration.accountId),
    ]);
    const mpnId = mpnIdToShow(account!, migration, application);
    const membership = mpnId === null ? null : await loaders.membership.load(mpnId);
    return requirementsOf({ account: account!, migration, membership, viewer, owner: sight === "owner" });
  }

  @FieldResolver()
  startedBy(
    @Root() { accountId, startedBy }: MigrationRow,
    @Ctx() { loaders }: Context,
  ): Promise<UserRow | null> | null {
    return startedBy === null ? null : loaders.user.load({ accountId, id: startedBy });
  }
}

@Resolver(() => MigrationFailure)
export class MigrationFailureResolver {
  @FieldResolver()
  message(@Root() { code, detail }: FailureValue, @Ctx() { locale }: Context): string {
    return format(locale, `failure.${code}`, { detail: detail && !/[.!?]$/.test(detail) ? `${detail}.` : detail });
  }
}
