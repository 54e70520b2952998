import { Field, ObjectType } from "type-graphql";
import { MigrationAction, RequirementKind, RequirementReason, RequirementState } from "../entities/words";
import { Problem } from "./problem";
import { Tenant } from "./tenant";

@ObjectType({ description: "One thing that must hold before the account can move." })
export class Requirement {
  @Field(() => RequirementKind)
  kind: RequirementKind;

  @Field(() => RequirementState)
  state: RequirementState;

  @Field(() => RequirementReason, { nullable: true, description: "Why it is due; null once SATISFIED." })
  reason?: RequirementReason | null;

  @Field(() => MigrationAction, {
    nullable: true,
    description: "The action that meets it. For owners; null for others, or when there is none to take now.",
  })
  action?: MigrationAction | null;

  @Field(() => String, { description: "What to do, in the request's Accept-Language." })
  hint: string;

  @Field(() => String, {
    nullable: true,
    description: "A likely answer to pre-fill, such as the CPP sign-in address. For owners; null for others.",
  })
  suggestion?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The answer given, when there is one. For owners and support; null for others.",
  })
  answer?: string | null;

  @Field(() => Tenant, {
    nullable: true,
    description: "The tenant the answer must belong to, when known. For owners and support; null for others.",
  })
  tenant?: Tenant | null;

  @Field(() => Problem, {
    nullable: true,
    description:
      "What was wrong with the last answer; kept so that it is still seen after a reload or by another owner. For owners and support; null for others.",
  })
  problem?: Problem | null;
}
