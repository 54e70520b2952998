import { ArgsType, Field, InputType, Int, ObjectType } from "type-graphql";
import { MigrationStatus, Party } from "../entities/words";
import { Account } from "./account";
import { PageArgs, PageInfo } from "./page";

@InputType({ description: "Filters accounts: every given criterion must match." })
export class AccountFilter {
  @Field(() => [MigrationStatus], { nullable: true })
  status?: MigrationStatus[] | null;

  @Field(() => Party, { nullable: true })
  awaiting?: Party | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Matches the start of the publisher ID or of any word in the display name. Only the first eight search words count.",
  })
  search?: string | null;
}

/** Arguments of Viewer.accounts and Program.accounts. */
@ArgsType()
export class AccountsArgs extends PageArgs {
  @Field(() => AccountFilter, { nullable: true })
  filter?: AccountFilter | null;
}

@ObjectType({ description: "An account's place in a list." })
export class AccountEdge {
  @Field(() => String)
  cursor: string;

  @Field(() => Account)
  node: Account;
}

@ObjectType({ description: "A page of accounts." })
export class AccountConnection {
  @Field(() => [AccountEdge])
  edges: AccountEdge[];

  @Field(() => [Account])
  nodes: Account[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
  totalCount: number;
}
