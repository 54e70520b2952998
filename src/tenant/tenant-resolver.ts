import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Tenant as TenantRow } from "../../entities/tenant";
import { Tenant } from "../../schema";
import type { Context } from "../graphql/context";

@Resolver(() => Tenant)
export class TenantResolver {
  @FieldResolver()
  defaultDomain(@Root() tenant: TenantRow, @Ctx() { viewer }: Context): string | null {
    return viewer.tenantId === tenant.tenantId && !viewer.guest ? tenant.defaultDomain : null;
  }
}
