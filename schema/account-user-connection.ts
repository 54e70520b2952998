import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { AccountUser } from "./account-user";
import { PageArgs, PageInfo } from "./page";

/** Arguments of Account.users. */
@ArgsType()
export class UsersArgs extends PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50 })
  override first: number | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false })
  includeRemoved: boolean | null;
}

@ObjectType({ description: "A user's place in a list." })
export class AccountUserEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => AccountUser)
  node: AccountUser;
}

@ObjectType({ description: "A page of users." })
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
