import { Field, ObjectType } from "type-graphql";
import { Account } from "./account";
import { AccountUser } from "./account-user";
import { Migration } from "./migration";

const replayedDescription = "True when an earlier request with this idempotencyKey already did it.";

@ObjectType({ description: "The migration advanced." })
export class MigrationSuccess {
  readonly __typename: "MigrationSuccess";

  @Field(() => Migration)
  migration: Migration;

  @Field(() => Boolean, { description: replayedDescription })
  replayed: boolean;
}

@ObjectType({ description: "The user was added, changed or removed." })
export class AccountUserSuccess {
  readonly __typename: "AccountUserSuccess";

  @Field(() => AccountUser)
  user: AccountUser;

  @Field(() => Boolean, { description: replayedDescription })
  replayed: boolean;
}

@ObjectType({ description: "The account was changed." })
export class AccountSuccess {
  readonly __typename: "AccountSuccess";

  @Field(() => Account)
  account: Account;

  @Field(() => Boolean, { description: replayedDescription })
  replayed: boolean;
}
