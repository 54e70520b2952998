import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Tenant as TenantRow } from "../../entities/tenant";
import { Requirement } from "../../schema";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { format, isMessageKey } from "../messages/format";
import type { RequirementView } from "./requirements";

@Resolver(() => Requirement)
export class RequirementResolver {
  @FieldResolver()
  hint(@Root() requirement: RequirementView, @Ctx() { loaders, locale }: Context): Soon<string> {
    const { kind, state, problem } = requirement;
    const reason = requirement.imagined && requirement.reason === "CODE_SENT" ? "WILL_SEND_CODE" : requirement.reason;
    const mismatch = problem?.__typename === "TenantMismatch" ? problem : null;
    const word = state === "SATISFIED" ? "SATISFIED" : (reason ?? "CHECKING");
    const key = `hint.${kind}.${mismatch?.subject === "seller" ? "SELLER_TENANT" : word}`;
    const tenantId = mismatch?.tenantId ?? requirement.tenantId;
    return when([tenantId === null ? null : loaders.tenant.load(tenantId)], (tenant) =>
      isMessageKey(key) ? format(locale, key, { tenant: tenant?.displayName ?? "none" }) : "",
    );
  }

  @FieldResolver()
  tenant(@Root() { tenantId }: RequirementView, @Ctx() { loaders }: Context): Soon<TenantRow | null> {
    return tenantId === null ? null : loaders.tenant.load(tenantId);
  }
}
