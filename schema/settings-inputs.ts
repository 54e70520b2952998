import { Field, ID, InputType } from "type-graphql";
import { AddressInput } from "./address-input";
import { IdempotencyKey, IfVersion } from "./request-fields";

@InputType({ description: "A contact, as sent by a client; it replaces the previous one entirely." })
export class ContactInput {
  @Field(() => String)
  name: string;

  @Field(() => String)
  email: string;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => AddressInput, { nullable: true })
  address?: AddressInput | null;
}

@InputType({ description: "An omitted field stays as it is." })
export class UpdateAccountSettingsInput {
  @Field(() => ID)
  accountId: string;

  @Field(() => String, { nullable: true })
  displayName?: string | null;

  @Field(() => ContactInput, { nullable: true })
  sellerContact?: ContactInput | null;

  @IfVersion()
  ifVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
