import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { Severity, TimelineKind } from "../entities/words";
import type { Account } from "./account";
import { AccountUser } from "./account-user";
import { leadBackTo } from "./lead-back";
import { Node } from "./node";
import { PageArgs, PageInfo } from "./page";
import { Problem } from "./problem";
import { DateTime } from "./scalars";

/** Arguments of Account.timeline. */
@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => [TimelineKind], { nullable: true })
  kinds?: TimelineKind[] | null;

  @Field(() => [Severity], { nullable: true })
  severities?: Severity[] | null;
}

@ObjectType({ implements: Node, description: "One thing that happened to an account." })
export class TimelineEvent extends Node {
  @Field(() => DateTime)
  at: Date;

  @Field(() => TimelineKind)
  kind: TimelineKind;

  @Field(() => Severity)
  severity: Severity;

  @Field(() => String, {
    description: "In the request's Accept-Language. Only owners and support are shown what was answered.",
  })
  message: string;

  @Field(() => AccountUser, { nullable: true, description: "Null when the system acted." })
  actor?: AccountUser | null;

  @Field(leadBackTo("Account"))
  account: Account;

  @Field(() => Problem, {
    nullable: true,
    description: "The refusal that it reports. For owners and support; null for others.",
  })
  problem?: Problem | null;
}

@ObjectType({ description: "An event's place in the timeline." })
export class TimelineEdge {
  @Field(() => String, { description: "Also the resume token for Subscription.accountActivity." })
  cursor: string;

  @Field(() => TimelineEvent)
  node: TimelineEvent;
}

@ObjectType({ description: "A page of the timeline." })
export class TimelineConnection {
  @Field(() => [TimelineEdge])
  edges: TimelineEdge[];

  @Field(() => [TimelineEvent])
  nodes: TimelineEvent[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  @Field(() => Int)
  totalCount: number;
}
