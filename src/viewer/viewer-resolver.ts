import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Tenant as TenantRow } from "../../entities/tenant";
import { IdentityKind } from "../../entities/words";
import { Viewer } from "../../schema";
import type { Context } from "../graphql/context";
import type { Soon } from "../graphql/loader";
import type { Viewer as SignedIn } from "./viewer";

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, { description: "The signed-in person: the root of every page." })
  viewer(@Ctx() { viewer }: Context): SignedIn {
    return viewer;
  }

  @FieldResolver()
  tenant(@Root() viewer: SignedIn, @Ctx() { loaders }: Context): Soon<TenantRow | null> {
    return viewer.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT ? null : loaders.tenant.load(viewer.tenantId);
  }
}
