import { Field, Int, ObjectType } from "type-graphql";
import { AccountUserAccess, CppRole, PartnerCenterRole, PrincipalKind, SyncState } from "../entities/words";
import type { Account } from "./account";
import { leadBackTo } from "./lead-back";
import { Node } from "./node";
import { DateTime } from "./scalars";

@ObjectType({
  description: "How far the last change to a user has got on its way back to CPP; retried by the server.",
})
export class CppSync {
  @Field(() => SyncState)
  state: SyncState;

  @Field(() => Int)
  attempts: number;

  @Field(() => DateTime, { nullable: true })
  syncedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  nextAttemptAt?: Date | null;

  @Field(() => String, { nullable: true })
  lastError?: string | null;
}

@ObjectType({ implements: Node, description: "A person, group or application with a role on the account." })
export class AccountUser extends Node {
  @Field(leadBackTo("Account"))
  account: Account;

  @Field(() => PrincipalKind)
  principalKind: PrincipalKind;

  @Field(() => String, { nullable: true, description: "Null for an application." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Null unless the user is an application." })
  applicationId?: string | null;

  @Field(() => String, { description: "The e-mail address or application ID when no name is known." })
  displayName: string;

  @Field(() => AccountUserAccess)
  access: AccountUserAccess;

  @Field(() => CppRole, { nullable: true, description: "Null when the user has no access to CPP." })
  cppRole?: CppRole | null;

  @Field(() => PartnerCenterRole, { nullable: true, description: "Null before migration." })
  partnerCenterRole?: PartnerCenterRole | null;

  @Field(() => DateTime)
  addedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "Set once removed in Partner Center; the user stays readable while CPP catches up.",
  })
  removedAt?: Date | null;

  @Field(() => CppSync, { nullable: true, description: "Null before migration: CPP itself is then the source." })
  sync?: CppSync | null;
}
