import { Field, ID, InputType } from "type-graphql";
import { PartnerCenterRole } from "../entities/words";
import { IdempotencyKey } from "./request-fields";

/** Of Mutation.addAccountUser. */
@InputType()
export class AddAccountUserInput {
  @Field(() => ID)
  accountId: string;

  @Field(() => String)
  email: string;

  @Field(() => String, { nullable: true })
  displayName?: string | null;

  @Field(() => PartnerCenterRole, { defaultValue: PartnerCenterRole.DEVELOPER })
  role: PartnerCenterRole;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

/** Of Mutation.changeAccountUserRole. */
@InputType()
export class ChangeAccountUserRoleInput {
  @Field(() => ID)
  userId: string;

  @Field(() => PartnerCenterRole)
  role: PartnerCenterRole;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

/** Of Mutation.removeAccountUser. */
@InputType()
export class RemoveAccountUserInput {
  @Field(() => ID)
  userId: string;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

/** Of Mutation.retryCppSync. */
@InputType()
export class RetryCppSyncInput {
  @Field(() => ID)
  userId: string;
}
