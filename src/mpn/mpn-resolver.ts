import { GraphQLError } from "graphql";
import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import type { Tenant as TenantRow } from "../../entities/tenant";
import { Account, Agreement, MpnMembership } from "../../schema";
import type { Context } from "../graphql/context";
import { mayBeNamed } from "../viewer/sight";
import {
  applicationView,
  malformedView,
  membershipView,
  mpnIdToShow,
  openApplication,
  type MpnView,
} from "./mpn-view-rules";

/** The account's membership, or what stands in for it. */
export async function mpnOf({ loaders }: Context, account: AccountRow): Promise<MpnView | null> {
  const [migration, application] = await Promise.all([
    loaders.migration.load(account.id),
    loaders.application.load(account.id),
  ]);
  const open = openApplication(migration!, application);
  if (open) return applicationView(open);
  const mpnId = mpnIdToShow(account, migration!, application);
  if (mpnId === null) return malformedView(account);
  const membership = await loaders.membership.load(mpnId);
  if (membership) return membershipView(account.id, [account.id], membership);
  throw new GraphQLError("Partner Center cannot be asked about this MPN ID just now.", {
    extensions: { code: "INTERNAL_SERVER_ERROR" },
  });
}

@Resolver(() => Account)
export class AccountMpnResolver {
  @FieldResolver()
  mpn(@Root() account: AccountRow, @Ctx() context: Context): Promise<MpnView | null> {
    return mpnOf(context, account);
  }
}

@Resolver(() => MpnMembership)
export class MpnMembershipResolver {
  @FieldResolver()
  async tenant(@Root() { tenantId, accountId }: MpnView, @Ctx() context: Context): Promise<TenantRow | null> {
    if (tenantId === null || !(await mayBeNamed(context, accountId))) return null;
    return context.loaders.tenant.load(tenantId);
  }

  @FieldResolver()
  async associatedTenants(@Root() membership: MpnView, @Ctx() context: Context): Promise<TenantRow[] | null> {
    if (!(await mayBeNamed(context, membership.accountId))) return null;
    const tenants = await Promise.all(membership.tenantIds.map((id) => context.loaders.tenant.load(id)));
    const known = tenants.filter((tenant) => tenant !== null);
    return known.length === tenants.length ? known : null;
  }

  @Query(() => Agreement, { description: "The partner agreement that an MPN application must accept." })
  mpnAgreement(@Ctx() { services: { config } }: Context): Agreement {
    return { version: config.MPN_AGREEMENT_VERSION, url: config.MPN_AGREEMENT_URL };
  }
}
