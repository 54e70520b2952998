import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Tenant as TenantRow } from "../../entities/tenant";
import { Viewer } from "../../schema";
import type { Context } from "../graphql/context";
import { consumerTenantId } from "./verify-token";
import type { Viewer as SignedIn } from "./viewer";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "The signed-in person: the root of every page." })
  viewer(@Ctx() { viewer }: Context): SignedIn {
    return viewer;
  }

  @FieldResolver()
  tenant(@Root() viewer: SignedIn, @Ctx() { loaders }: Context): Promise<TenantRow | null> | null {
    return viewer.tenantId === consumerTenantId ? null : loaders.tenant.load(viewer.tenantId);
  }
}
