import { Field, Int, ObjectType } from "type-graphql";
import { FailureCode, MigrationAction, MigrationStatus, Party, StepKind, StepState } from "../entities/words";
import type { Account } from "./account";
import { AccountUser } from "./account-user";
import { leadBackTo } from "./lead-back";
import { Node } from "./node";
import { Requirement } from "./requirement";
import { DateTime } from "./scalars";

@ObjectType({
  description:
    "A step of the move. Steps run in order; locking CPP comes last, so a failure never leaves an account that no portal can manage.",
})
export class MigrationStep {
  @Field(() => StepKind)
  kind: StepKind;

  @Field(() => StepState)
  state: StepState;

  @Field(() => DateTime, { nullable: true })
  startedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  finishedAt?: Date | null;
}

@ObjectType({ description: "Why the last attempt stopped." })
export class MigrationFailure {
  @Field(() => FailureCode)
  code: FailureCode;

  @Field(() => String, { description: "In the request's Accept-Language." })
  message: string;

  @Field(() => Boolean, {
    description: "False when the same attempt would fail again; the message says what to change.",
  })
  retryable: boolean;

  @Field(() => DateTime)
  at: Date;

  @Field(() => String, { description: "Quote it to support." })
  correlationId: string;
}

@ObjectType({
  implements: Node,
  description:
    "The state machine; `awaiting`, `viewerActions` and `pollAfterMs` are derived from it here, so no client needs its own table of statuses.",
})
export class Migration extends Node {
  @Field(leadBackTo("Account"))
  account: Account;

  @Field(() => MigrationStatus)
  status: MigrationStatus;

  @Field(() => Party, { nullable: true, description: "Who acts next; null when COMPLETED." })
  awaiting?: Party | null;

  @Field(() => [MigrationAction], { description: "What this viewer may do now: empty for contributors and support." })
  viewerActions: MigrationAction[];

  @Field(() => Int, {
    nullable: true,
    description: "When to poll again if not subscribed; null unless awaiting SYSTEM.",
  })
  pollAfterMs?: number | null;

  @Field(() => [Requirement], { description: "Every requirement, satisfied or not, in the order to meet them." })
  requirements: Requirement[];

  @Field(() => [MigrationStep])
  steps: MigrationStep[];

  @Field(() => MigrationFailure, { nullable: true, description: "Set while FAILED." })
  failure?: MigrationFailure | null;

  @Field(() => Int)
  attempt: number;

  @Field(() => Int, { description: "Increases with every change; send it as `ifVersion`." })
  version: number;

  @Field(() => AccountUser, { nullable: true })
  startedBy?: AccountUser | null;

  @Field(() => DateTime, { nullable: true })
  startedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  completedAt?: Date | null;
}
