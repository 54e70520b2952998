import { Field, Int, ObjectType } from "type-graphql";
import { MigrationStatus } from "../entities/words";
import { AccountConnection } from "./account-connection";
import { AccountUserConnection } from "./account-user-connection";

@ObjectType({ description: "How many accounts have a status." })
export class StatusCount {
  @Field(() => MigrationStatus)
  status: MigrationStatus;

  @Field(() => Int)
  count: number;
}

@ObjectType({ description: "The migration of all accounts, for support." })
export class Program {
  @Field(() => [StatusCount], { description: "One entry for every status, in the order of the enum." })
  statusCounts: StatusCount[];

  /** Takes AccountsArgs. */
  @Field(() => AccountConnection)
  accounts: AccountConnection;

  /** Takes PageArgs. */
  @Field(() => AccountUserConnection)
  failedSyncs: AccountUserConnection;
}
