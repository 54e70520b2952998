import { Field, ID, InputType } from "type-graphql";
import { PartnerCenterRole } from "../entities/words";
import { IdempotencyKey } from "./request-fields";

@InputType({ description: "Input of Mutation.addAccountUser." })
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

@InputType({ description: "Input of Mutation.changeAccountUserRole." })
export class ChangeAccountUserRoleInput {
  @Field(() => ID)
  userId: string;

  @Field(() => PartnerCenterRole)
  role: PartnerCenterRole;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: "Input of Mutation.removeAccountUser." })
export class RemoveAccountUserInput {
  @Field(() => ID)
  userId: string;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}

@InputType({ description: "Input of Mutation.retryCppSync." })
export class RetryCppSyncInput {
  @Field(() => ID)
  userId: string;
}
