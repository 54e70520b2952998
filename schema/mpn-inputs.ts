import { Field, ID, InputType } from "type-graphql";
import { AddressInput } from "./address-input";
import { IdempotencyKey, IfVersion } from "./request-fields";

@InputType({ description: "Who answers Microsoft's questions about the application." })
export class PrimaryContactInput {
  @Field(() => String)
  firstName: string;

  @Field(() => String)
  lastName: string;

  @Field(() => String)
  email: string;

  @Field(() => String, { nullable: true })
  phone?: string | null;
}

@InputType({ description: "The legal business profile that Microsoft vets." })
export class MpnApplication {
  @Field(() => String)
  legalName: string;

  @Field(() => AddressInput)
  address: AddressInput;

  @Field(() => PrimaryContactInput)
  primaryContact: PrimaryContactInput;

  @Field(() => String, { description: "The version from Query.mpnAgreement that the applicant was shown." })
  acceptedAgreementVersion: string;
}

@InputType({ description: "An existing membership or an application for one." })
export class MpnEnrollment {
  @Field(() => String, { nullable: true })
  existingMpnId?: string | null;

  @Field(() => MpnApplication, { nullable: true })
  application?: MpnApplication | null;
}

@InputType({ description: "Input of Mutation.enrollInMpn." })
export class EnrollInMpnInput {
  @Field(() => ID)
  migrationId: string;

  @Field(() => MpnEnrollment)
  by: MpnEnrollment;

  @IfVersion()
  ifVersion?: number | null;

  @IdempotencyKey()
  idempotencyKey?: string | null;
}
