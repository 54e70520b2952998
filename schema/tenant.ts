import { Field, ObjectType } from "type-graphql";
import { Node } from "./node";

@ObjectType({
  implements: Node,
  description:
    "A Microsoft Entra tenant. Told to its own people and guests, to owners of an account that it has to do with, and to support. One that only a refusal has named is fetched again by its ID while that is a requirement's problem.",
})
export class Tenant extends Node {
  @Field(() => String, { description: "The directory's GUID." })
  tenantId: string;

  @Field(() => String, { description: "What a mismatch message names." })
  displayName: string;

  @Field(() => String, { nullable: true, description: "Null unless the viewer belongs to the tenant." })
  defaultDomain?: string | null;
}
