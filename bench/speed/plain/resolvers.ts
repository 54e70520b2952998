import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { nodeId } from "../operations";
import { bannerOf, eventMessages, managedIn } from "../sentences";
import { at } from "./at";
import type { Context } from "./context";
import {
  Account,
  AccountConnection,
  AccountUser,
  Banner,
  CppSync,
  Migration,
  MpnMembership,
  Settings,
  Tenant,
  TimelineConnection,
  TimelineEvent,
  UserConnection,
  Viewer,
} from "./types";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer)
  viewer(@Ctx() { claims }: Context): Partial<Viewer> {
    return { email: claims.email, displayName: claims.name, identity: "WORK" };
  }

  @FieldResolver(() => Tenant)
  tenant(@Ctx() { tenant, claims }: Context): Promise<Tenant> {
    return tenant.load(claims.tid);
  }

  @FieldResolver(() => AccountConnection)
  async accounts(
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Ctx() { source, address }: Context,
  ): Promise<AccountConnection> {
    const take = first ?? 20;
    const found = await source
      .getRepository(Account)
      .createQueryBuilder("account")
      .innerJoin(AccountUser, "role", "role.accountId = account.key AND role.removedAt IS NULL")
      .where("role.principal = :principal", { principal: await address() })
      .orderBy("account.sortName")
      .addOrderBy("account.key")
      .limit(take + 1)
      .getMany();
    const nodes = found.slice(0, take);
    const last = nodes.at(-1);
    const endCursor = last ? Buffer.from(JSON.stringify([last.sortName, last.key])).toString("base64url") : null;
    return { nodes, pageInfo: { hasNextPage: found.length > take, endCursor } };
  }
}

@Resolver(() => Tenant)
export class TenantResolver {
  @FieldResolver(() => String)
  id(@Root() { tenantId }: Tenant): string {
    return nodeId("Tenant", tenantId);
  }
}

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, { nullable: true })
  async account(
    @Arg("publisherId", () => String) publisherId: string,
    @Ctx() { source, address }: Context,
  ): Promise<Account | null> {
    const account = await source.getRepository(Account).findOneBy({ publisherId });
    const principal = await address();
    const role = account && (await source.getRepository(AccountUser).findOneBy({ accountId: account.key, principal }));
    return role ? account : null;
  }

  @FieldResolver(() => String)
  id(@Root() { key }: Account): string {
    return nodeId("Account", key);
  }

  @FieldResolver(() => String)
  async managedIn(@Root() { key, publisherId }: Account, @Ctx() { migration }: Context): Promise<string> {
    return managedIn((await migration.load(key)).status, publisherId).managedIn;
  }

  @FieldResolver(() => String)
  async manageUrl(@Root() { key, publisherId }: Account, @Ctx() { migration }: Context): Promise<string> {
    return managedIn((await migration.load(key)).status, publisherId).manageUrl;
  }

  @FieldResolver(() => Banner)
  async banner(@Root() { key, publisherId, displayName }: Account, @Ctx() { migration }: Context): Promise<Banner> {
    return bannerOf((await migration.load(key)).status, displayName, publisherId);
  }

  @FieldResolver(() => AccountUser, { nullable: true })
  async viewerUser(@Root() { key }: Account, @Ctx() { users, address }: Context): Promise<AccountUser | undefined> {
    const principal = await address();
    return (await users.load(key)).find((user) => user.principal === principal);
  }

  @FieldResolver(() => Settings)
  settings(@Root() { accountType, sellerId, sellerContact, settingsVersion }: Account): Settings {
    return { accountType, sellerId, sellerContact, version: settingsVersion };
  }

  @FieldResolver(() => Migration)
  migration(@Root() { key }: Account, @Ctx() { migration }: Context): Promise<Migration> {
    return migration.load(key);
  }

  @FieldResolver(() => MpnMembership, { nullable: true })
  async mpn(@Root() { key, mpnId }: Account, @Ctx() context: Context): Promise<MpnMembership | null> {
    const id = (await context.migration.load(key)).mpnId ?? mpnId;
    const membership = id === null ? undefined : await context.membership.load(id);
    return membership ? Object.assign(membership, { accountId: key }) : null;
  }

  @FieldResolver(() => UserConnection)
  async users(
    @Root() { key }: Account,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Ctx() { users }: Context,
  ): Promise<UserConnection> {
    return { nodes: (await users.load(key)).slice(0, first ?? 50) };
  }

  @FieldResolver(() => TimelineConnection)
  async timeline(
    @Root() { key, eventCount }: Account,
    @Arg("first", () => Int, { nullable: true }) first: number | null,
    @Ctx() { source }: Context,
  ): Promise<TimelineConnection> {
    const nodes = await source
      .getRepository(TimelineEvent)
      .find({ where: { accountId: key }, order: { seq: "DESC" }, take: first ?? 20 });
    return { nodes, totalCount: eventCount };
  }
}

@Resolver(() => MpnMembership)
export class MpnMembershipResolver {
  @FieldResolver(() => String)
  id(@Root() { accountId }: MpnMembership): string {
    return nodeId("MpnMembership", accountId);
  }

  @FieldResolver(() => String)
  idKind(): string {
    return "GLOBAL";
  }

  @FieldResolver(() => Tenant, { nullable: true })
  tenant(@Root() { tenantId }: MpnMembership, @Ctx() { tenant }: Context): Promise<Tenant> | null {
    return tenantId === null ? null : tenant.load(tenantId);
  }

  @FieldResolver(() => [Tenant])
  associatedTenants(@Root() { tenantIds }: MpnMembership, @Ctx() { tenant }: Context): Promise<Tenant[]> {
    return Promise.all(tenantIds.map((id) => tenant.load(id)));
  }
}

@Resolver(() => AccountUser)
export class AccountUserResolver {
  @FieldResolver(() => String)
  id(@Root() { accountId, key }: AccountUser): string {
    return nodeId("AccountUser", accountId, key);
  }

  @FieldResolver(() => String)
  displayName(@Root() { name, email }: AccountUser): string {
    return name ?? email!;
  }

  @FieldResolver(() => String)
  addedAt(@Root() { addedAt }: AccountUser): string | null {
    return at(addedAt);
  }

  @FieldResolver(() => String, { nullable: true })
  removedAt(@Root() { removedAt }: AccountUser): string | null {
    return at(removedAt);
  }

  @FieldResolver(() => CppSync, { nullable: true })
  sync(@Root() { syncState, syncAttempts, syncedAt, syncError }: AccountUser): CppSync | null {
    if (syncState === null) return null;
    return { state: syncState, attempts: syncAttempts, syncedAt: at(syncedAt), lastError: syncError };
  }
}

@Resolver(() => TimelineEvent)
export class TimelineEventResolver {
  @FieldResolver(() => String)
  message(@Root() { message }: TimelineEvent): string {
    return eventMessages[message]!;
  }

  @FieldResolver(() => String)
  at(@Root() event: TimelineEvent): string | null {
    return at(event.at);
  }

  @FieldResolver(() => AccountUser, { nullable: true })
  async actor(
    @Root() { accountId, actorId }: TimelineEvent,
    @Ctx() { users }: Context,
  ): Promise<AccountUser | undefined> {
    return actorId === null ? undefined : (await users.load(accountId)).find(({ key }) => key === actorId);
  }
}
