import { randomUUID } from "node:crypto";
import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Account as AccountRow } from "../../entities/account";
import type { Tenant as TenantRow } from "../../entities/tenant";
import { Account, Agreement, MpnMembership } from "../../schema";
import { UpstreamUnavailable } from "../faults";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { mayBeNamed } from "../viewer/sight";
import {
  applicationView,
  countsApplication,
  malformedView,
  membershipView,
  mpnIdToShow,
  openApplication,
  type MpnView,
} from "./mpn-view-rules";

/** The account's membership, or what is shown instead: an application or a malformed ID; null when it has none. */
export function mpnOf({ loaders }: Context, account: AccountRow): Soon<MpnView | null> {
  return when([loaders.migration.load(account.id)], (migration) =>
    when([countsApplication(migration!) ? loaders.application.load(account.id) : null], (application) => {
      const open = openApplication(migration!, application);
      if (open) return applicationView(open);
      const mpnId = mpnIdToShow(account, migration!, application);
      if (mpnId === null) return malformedView(account);
      return when([loaders.membership.load(mpnId)], (membership) => {
        if (membership) return membershipView(account.id, [account.id], membership);
        throw new UpstreamUnavailable("partner-center", "nothing is known of this MPN ID yet", randomUUID(), 0);
      });
    }),
  );
}

@Resolver(() => Account)
export class AccountMpnResolver {
  @FieldResolver()
  mpn(@Root() account: AccountRow, @Ctx() context: Context): Soon<MpnView | null> {
    return mpnOf(context, account);
  }
}

@Resolver(() => MpnMembership)
export class MpnMembershipResolver {
  @FieldResolver()
  tenant(@Root() { tenantId, accountId }: MpnView, @Ctx() context: Context): Soon<TenantRow | null> {
    if (tenantId === null) return null;
    return when([mayBeNamed(context, accountId)], (named) => (named ? context.loaders.tenant.load(tenantId) : null));
  }

  @FieldResolver()
  associatedTenants(@Root() membership: MpnView, @Ctx() context: Context): Soon<TenantRow[] | null> {
    return when([mayBeNamed(context, membership.accountId)], (named) =>
      named
        ? when(
            membership.tenantIds.map((id) => context.loaders.tenant.load(id)),
            (...tenants) => {
              const known = tenants.filter((tenant) => tenant !== null);
              return known.length === tenants.length ? known : null;
            },
          )
        : null,
    );
  }

  @Query(() => Agreement, { description: "The partner agreement that an MPN application must accept." })
  mpnAgreement(@Ctx() { services: { config } }: Context): Agreement {
    return { version: config.MPN_AGREEMENT_VERSION, url: config.MPN_AGREEMENT_URL };
  }
}
