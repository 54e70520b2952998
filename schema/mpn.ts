import { Field, ObjectType } from "type-graphql";
import { MpnIdKind, MpnStanding, VettingStep } from "../entities/words";
import { Node } from "./node";
import { Tenant } from "./tenant";

@ObjectType({
  implements: Node,
  description:
    "A membership of the Microsoft Partner Network (MPN), known to Microsoft today as a Partner ID of the AI Cloud Partner Program.",
})
export class MpnMembership extends Node {
  @Field(() => String, { nullable: true, description: "Null until issued." })
  mpnId?: string | null;

  @Field(() => MpnIdKind)
  idKind: MpnIdKind;

  @Field(() => String, { nullable: true, description: "Null when unknown, or while Partner Center is down." })
  partnerName?: string | null;

  @Field(() => MpnStanding)
  standing: MpnStanding;

  @Field(() => VettingStep, { nullable: true, description: "How far vetting has got; null unless PENDING." })
  vettingStep?: VettingStep | null;

  @Field(() => Tenant, {
    nullable: true,
    description:
      "The tenant it is registered to. For owners and support; null for others, when unknown, or while the directory is down.",
  })
  tenant?: Tenant | null;

  @Field(() => [Tenant], {
    nullable: true,
    description:
      "Every tenant whose work e-mails are accepted. For owners and support; null for others, or while the directory is down.",
  })
  associatedTenants?: Tenant[] | null;
}

@ObjectType({ description: "What an applicant for membership agrees to." })
export class Agreement {
  @Field(() => String)
  version: string;

  @Field(() => String)
  url: string;
}
