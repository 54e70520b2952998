import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import { IdentityKind, PrincipalKind } from "../../entities/words";
import { gone, unsynced } from "../account/cpp-account-rules";

/** Who is to have a row: a person, unless it says otherwise. */
export interface Newcomer {
  principal: string;
  email: string | null;
  name: string | null;
  applicationId?: string | null;
  kind?: PrincipalKind;
}

/** The row of a user who never had one, before it is recorded that they were added. */
export function newUser(account: Account, newcomer: Newcomer, id: string, now: number): AccountUser {
  const { principal, email, name, applicationId = null, kind = PrincipalKind.PERSON } = newcomer;
  return {
    ...unsynced,
    ...gone,
    accountId: account.id,
    id,
    sortName: account.sortName,
    principal,
    principalKind: kind,
    email,
    applicationId,
    name,
    identity: IdentityKind.WORK,
    addedAt: now,
    removedAt: now,
  };
}
