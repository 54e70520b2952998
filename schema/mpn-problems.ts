import { Field, ObjectType } from "type-graphql";
import { MpnIdInvalidReason } from "../entities/words";
import { MpnMembership } from "./mpn";
import { Problem } from "./problem";

@ObjectType({ implements: Problem, description: "The MPN ID given is of no use." })
export class MpnIdInvalid extends Problem {
  readonly __typename: "MpnIdInvalid";

  @Field(() => MpnIdInvalidReason)
  mpnIdReason: MpnIdInvalidReason;
}

@ObjectType({
  implements: Problem,
  description: "The tenant has a membership already: give its ID instead of applying again.",
})
export class TenantAlreadyEnrolled extends Problem {
  readonly __typename: "TenantAlreadyEnrolled";

  @Field(() => MpnMembership)
  membership: MpnMembership;
}
