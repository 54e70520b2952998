import { Field, ID, InputType } from "type-graphql";
import { IdempotencyKey, IfVersion } from "./request-fields";

/** Of Mutation.startMigration. */
@InputType()
export class StartMigrationInput {
  @Field(() => ID)
  accountId: string;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

/** Of Mutation.submitWorkEmail. */
@InputType()
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

/** Of Mutation.confirmWorkEmail. */
@InputType()
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

/** Of Mutation.retryMigration and Mutation.cancelMigration. */
@InputType()
export class MigrationActionInput {
  @Field(() => ID)
  migrationId: string;

  @IfVersion()
  ifVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
