import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { AccountUser } from "./account-user";
import { PageArgs, PageInfo } from "./page";

/** Of Account.users. */
@ArgsType()
export class UsersArgs extends PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50 })
  override first: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  includeRemoved: boolean | null;
}

/** A user's place in a list. */
@ObjectType()
export class AccountUserEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => AccountUser)
  node: AccountUser;
}

/** A page of users. */
@ObjectType()
export class AccountUserConnection {
  @Field(() => [AccountUserEdge])
  edges: AccountUserEdge[];

  @Field(() => [AccountUser])
  nodes: AccountUser[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
  totalCount: number;
}
