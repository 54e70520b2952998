import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import { IdentityKind, PrincipalKind } from "../../entities/words";
import { gone, unsynced } from "../account/cpp-account-rules";

/** A user who needs a row: a person, unless `kind` says otherwise. */
export interface Newcomer {
  principal: string;
  email: string | null;
  name: string | null;
  applicationId?: string | null;
  kind?: PrincipalKind;
}

/** The first row of a user: it counts as removed until their addition is recorded. */
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
