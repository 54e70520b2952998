import { Field, ObjectType } from "type-graphql";
import { MpnIdInvalidReason } from "../entities/words";
import { MpnMembership } from "./mpn";
import { Problem } from "./problem";

@ObjectType({ implements: Problem, description: "The given MPN ID cannot be used." })
export class MpnIdInvalid extends Problem {
  readonly __typename: "MpnIdInvalid";

  @Field(() => MpnIdInvalidReason)
  mpnIdReason: MpnIdInvalidReason;
}

@ObjectType({
  implements: Problem,
  description: "The tenant already has a membership: send its ID instead of applying again.",
})
export class TenantAlreadyEnrolled extends Problem {
  readonly __typename: "TenantAlreadyEnrolled";

  @Field(() => MpnMembership)
  membership: MpnMembership;
}
