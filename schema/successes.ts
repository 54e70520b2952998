import { Field, ObjectType } from "type-graphql";
import { Account } from "./account";
import { AccountUser } from "./account-user";
import { Migration } from "./migration";

const replayedDescription = "True: an earlier request with this idempotencyKey already did it.";

/** The migration moved on. */
@ObjectType()
export class MigrationSuccess {
  readonly __typename: "MigrationSuccess";

  @Field(() => Migration)
  migration: Migration;

  @Field(() => Boolean, { description: replayedDescription })
  replayed: boolean;
}

/** The user was added, changed or removed. */
@ObjectType()
export class AccountUserSuccess {
  readonly __typename: "AccountUserSuccess";

  @Field(() => AccountUser)
  user: AccountUser;

  @Field(() => Boolean, { description: replayedDescription })
  replayed: boolean;
}

/** The account was changed. */
@ObjectType()
export class AccountSuccess {
  readonly __typename: "AccountSuccess";

  @Field(() => Account)
  account: Account;

  @Field(() => Boolean, { description: replayedDescription })
  replayed: boolean;
}
