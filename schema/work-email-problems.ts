import { Field, Int, ObjectType } from "type-graphql";
import { WorkEmailUnusableReason } from "../entities/words";
import { Problem } from "./problem";
import { Tenant } from "./tenant";

@ObjectType({
  implements: Problem,
  description: "The work e-mail or MPN ID belongs to a different tenant from the account's.",
})
export class TenantMismatch extends Problem {
  readonly __typename: "TenantMismatch";

  @Field(() => Tenant, { description: "Use an address in this tenant. Only owners and support ever get this refusal." })
  expectedTenant: Tenant;
}

@ObjectType({
  implements: Problem,
  description: "A personal Microsoft account was given where a work e-mail is needed.",
})
export class PersonalAccountNotAllowed extends Problem {
  readonly __typename: "PersonalAccountNotAllowed";

  @Field(() => Tenant, {
    nullable: true,
    description: "Where the MPN ID is registered, when known. For owners and support; null for others.",
  })
  mpnTenant?: Tenant | null;
}

@ObjectType({
  implements: Problem,
  description: "The address is well formed, but does not belong to a usable tenant.",
})
export class WorkEmailUnusable extends Problem {
  readonly __typename: "WorkEmailUnusable";

  @Field(() => WorkEmailUnusableReason)
  emailReason: WorkEmailUnusableReason;
}

@ObjectType({
  implements: Problem,
  description:
    "The code is wrong, used up or expired; when attemptsLeft is null, get a new one by submitting the address again.",
})
export class ConfirmationCodeRejected extends Problem {
  readonly __typename: "ConfirmationCodeRejected";

  @Field(() => Int, { nullable: true })
  attemptsLeft?: number | null;
}
