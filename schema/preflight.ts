import { ArgsType, Field, ObjectType } from "type-graphql";
import { Problem } from "./problem";
import { Requirement } from "./requirement";

/** Arguments of Account.preflight: the answers to try. */
@ArgsType()
export class PreflightArgs {
  @Field(() => String, { nullable: true })
  workEmail?: string | null;

  @Field(() => String, { nullable: true })
  mpnId?: string | null;
}

@ObjectType({ description: "What starting would ask for." })
export class Preflight {
  @Field(() => Boolean, { description: "True when starting with these answers would go straight to VERIFYING." })
  ready: boolean;

  @Field(() => [Requirement])
  requirements: Requirement[];

  @Field(() => [Problem], { description: "What no answer can fix, such as OwnerRoleRequired." })
  blockers: Problem[];
}
