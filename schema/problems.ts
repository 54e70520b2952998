import { Field, Int, ObjectType } from "type-graphql";
import { AccountUser } from "./account-user";
import { Problem } from "./problem";

@ObjectType({ implements: Problem, description: "The viewer may view the account, but not do this." })
export class OwnerRoleRequired extends Problem {
  readonly __typename: "OwnerRoleRequired";

  @Field(() => [AccountUser], { description: "Whom to ask." })
  owners: AccountUser[];
}

@ObjectType({
  implements: Problem,
  description: "The status does not allow this: see current.viewerActions for what it does allow.",
})
export class NotAllowedNow extends Problem {
  readonly __typename: "NotAllowedNow";
}

@ObjectType({ implements: Problem, description: "`ifVersion` is stale because someone else acted: see current." })
export class VersionConflict extends Problem {
  readonly __typename: "VersionConflict";
}

@ObjectType({ description: "What is wrong with one input field." })
export class FieldIssue {
  @Field(() => [String])
  path: string[];

  @Field(() => String)
  message: string;
}

@ObjectType({
  implements: Problem,
  description:
    "Lists all malformed fields at once; also returned for an idempotencyKey already used with a different input.",
})
export class InvalidInput extends Problem {
  readonly __typename: "InvalidInput";

  @Field(() => [FieldIssue])
  fields: FieldIssue[];
}

@ObjectType({ implements: Problem, description: "Does not exist, or is not visible to the viewer." })
export class NotFound extends Problem {
  readonly __typename: "NotFound";
}

@ObjectType({ implements: Problem, description: "Too many attempts; limited to prevent guessing." })
export class TooManyAttempts extends Problem {
  readonly __typename: "TooManyAttempts";

  @Field(() => Int)
  retryAfterSeconds: number;
}

@ObjectType({
  implements: Problem,
  description: "The directory, MPN, Partner Center or the mail server did not answer; nothing was changed.",
})
export class TemporarilyUnavailable extends Problem {
  readonly __typename: "TemporarilyUnavailable";

  @Field(() => Int)
  retryAfterSeconds: number;
}
