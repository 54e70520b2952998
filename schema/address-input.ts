import { Field, InputType } from "type-graphql";

@InputType({ description: "An address, as sent by a client." })
export class AddressInput {
  @Field(() => String)
  line1: string;

  @Field(() => String, { nullable: true })
  line2?: string | null;

  @Field(() => String)
  city: string;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => String, { nullable: true })
  postalCode?: string | null;

  @Field(() => String, { description: "ISO 3166-1 alpha-2." })
  countryCode: string;
}
