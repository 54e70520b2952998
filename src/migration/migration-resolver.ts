import { Args, Ctx, Extensions, FieldResolver, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import type { FailureValue, Migration as MigrationRow } from "../../entities/migration";
import type { MigrationAction, Party } from "../../entities/words";
import { Account, Migration, MigrationFailure, PreflightArgs } from "../../schema";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { format, isMessageKey } from "../messages/format";
import { countsApplication, mpnIdToShow } from "../mpn/mpn-view-rules";
import { clientPause } from "../mpn/vetting-rules";
import type { ShownUser as UserRow } from "../user/shown-user-loader";
import { sightOf } from "../viewer/sight";
import { awaiting } from "./machine-rules";
import { preflight, type PreflightSource } from "./preflight";
import { beingVetted, ownerActions } from "./requirement-rules";
import { requirementsOf, type RequirementView } from "./requirements";

const quickPauseMs = 1_000;

/** Each dry run makes several upstream calls: the cost limit leaves room for four per operation. */
const dryRunCost = 4_000;

@Resolver(() => Account)
export class AccountMigrationResolver {
  @FieldResolver()
  migration(@Root() account: AccountRow, @Ctx() { loaders }: Context): Soon<MigrationRow | null> {
    return loaders.migration.load(account.id);
  }

  @FieldResolver({ complexity: ({ childComplexity }) => dryRunCost + childComplexity })
  @Extensions({ once: true })
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
  account(@Root() { accountId }: MigrationRow, @Ctx() { loaders }: Context): Soon<AccountRow | null> {
    return loaders.account.load(accountId);
  }

  @FieldResolver()
  awaiting(@Root() { status }: MigrationRow): Party | null {
    return awaiting(status);
  }

  @FieldResolver()
  viewerActions(@Root() migration: MigrationRow, @Ctx() context: Context): Soon<MigrationAction[]> {
    return when([sightOf(context, migration.accountId)], (sight) => (sight === "owner" ? ownerActions(migration) : []));
  }

  @FieldResolver()
  async pollAfterMs(@Root() migration: MigrationRow, @Ctx() { loaders, services }: Context): Promise<number | null> {
    if (awaiting(migration.status) !== "SYSTEM") return null;
    if (!beingVetted(migration)) return quickPauseMs;
    const application = await loaders.application.load(migration.accountId);
    return application ? clientPause(application, services.clock.now()) : quickPauseMs;
  }

  @FieldResolver()
  requirements(@Root() migration: MigrationRow, @Ctx() context: Context): Soon<RequirementView[]> {
    const { loaders, viewer } = context;
    const { accountId } = migration;
    const applied = countsApplication(migration) ? loaders.application.load(accountId) : null;
    const asked = [loaders.account.load(accountId), applied, sightOf(context, accountId)] as const;
    return when(asked, (account, application, sight) => {
      const mpnId = mpnIdToShow(account!, migration, application);
      return when([mpnId === null ? null : loaders.membership.load(mpnId)], (membership) =>
        requirementsOf({ account: account!, migration, membership, viewer, owner: sight === "owner" }),
      );
    });
  }

  @FieldResolver()
  startedBy(@Root() { accountId, startedBy }: MigrationRow, @Ctx() { loaders }: Context): Soon<UserRow | null> {
    return startedBy === null ? null : loaders.user.load({ accountId, id: startedBy });
  }
}

@Resolver(() => MigrationFailure)
export class MigrationFailureResolver {
  @FieldResolver()
  message(@Root() { code, detail, reason }: FailureValue, @Ctx() { locale }: Context): string {
    const special = `failure.${code}.${reason}`;
    return format(locale, isMessageKey(special) ? special : `failure.${code}`, {
      detail: detail && !/[.!?]$/.test(detail) ? `${detail}.` : detail,
    });
  }
}
