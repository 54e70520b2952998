import { Field, ObjectType } from "type-graphql";
import { IdentityKind } from "../entities/words";
import { AccountConnection } from "./account-connection";
import { Tenant } from "./tenant";

@ObjectType({ description: "The signed-in person." })
export class Viewer {
  @Field(() => String)
  email: string;

  @Field(() => String)
  displayName: string;

  @Field(() => IdentityKind)
  identity: IdentityKind;

  @Field(() => Tenant, {
    nullable: true,
    description: "The tenant signed in to. Null for a personal Microsoft account, or while the directory is down.",
  })
  tenant?: Tenant | null;

  /** Takes AccountsArgs. */
  @Field(() => AccountConnection, { description: "The accounts that the viewer has a role on, by display name." })
  accounts: AccountConnection;
}
