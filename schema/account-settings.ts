import { Field, Int, ObjectType } from "type-graphql";
import { AccountType } from "../entities/words";

@ObjectType({ description: "Where a company is located." })
export class Address {
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

@ObjectType({ description: "Whom to contact." })
export class Contact {
  @Field(() => String)
  name: string;

  @Field(() => String)
  email: string;

  @Field(() => String, { nullable: true })
  phone?: string | null;

  @Field(() => Address, { nullable: true })
  address?: Address | null;
}

@ObjectType({ description: "The settings that move to Partner Center." })
export class AccountSettings {
  @Field(() => AccountType)
  accountType: AccountType;

  @Field(() => String, { nullable: true, description: "Assigned by Partner Center; null before migration." })
  sellerId?: string | null;

  @Field(() => Contact)
  sellerContact: Contact;

  @Field(() => Int, { description: "Increases with every change; send it as `ifVersion`." })
  version: number;
}
