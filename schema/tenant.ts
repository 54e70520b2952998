import { Field, ObjectType } from "type-graphql";
import { Node } from "./node";

@ObjectType({
  implements: Node,
  description:
    "A Microsoft Entra tenant. Visible to its own people and guests, to owners of an account that it is connected with, and to support. One that only a refusal has named can be fetched again by its ID while that refusal is a requirement's problem.",
})
export class Tenant extends Node {
  @Field(() => String, { description: "The directory's GUID." })
  tenantId: string;

  @Field(() => String, { description: "The name used in mismatch messages." })
  displayName: string;

  @Field(() => String, { nullable: true, description: "Null unless the viewer belongs to the tenant." })
  defaultDomain?: string | null;
}
