import { Field, ObjectType } from "type-graphql";
import { AccountUser } from "./account-user";
import { Problem } from "./problem";

@ObjectType({ implements: Problem, description: "The address already belongs to one of the account's users." })
export class UserAlreadyAdded extends Problem {
  readonly __typename: "UserAlreadyAdded";

  @Field(() => AccountUser)
  user: AccountUser;
}

@ObjectType({ implements: Problem, description: "The account would be left without an owner." })
export class LastOwner extends Problem {
  readonly __typename: "LastOwner";
}
