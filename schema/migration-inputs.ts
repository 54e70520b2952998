import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKey, IfVersion } from "./request-fields";

@InputType({ description: "Input of Mutation.startMigration." })
export class StartMigrationInput {
  @Field(() => ID)
  accountId: string;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: "Input of Mutation.submitWorkEmail." })
export class SubmitWorkEmailInput {
  @Field(() => ID)
  migrationId: string;

  @Field(() => String)
  workEmail: string;

  @IfVersion()
  ifVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: "Input of Mutation.confirmWorkEmail." })
export class ConfirmWorkEmailInput {
  @Field(() => ID)
  migrationId: string;

  @Field(() => String)
  code: string;

  @IfVersion()
  ifVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: "Input of Mutation.retryMigration and Mutation.cancelMigration." })
export class MigrationActionInput {
  @Field(() => ID)
  migrationId: string;

  @IfVersion()
  ifVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
