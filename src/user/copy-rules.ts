import { type CppRole, IdentityKind, PartnerCenterRole } from "../../entities/words";

/** The Partner Center role of a CPP user when the account is copied. */
const copiedRole: Readonly<Record<CppRole, PartnerCenterRole>> = {
  OWNER: PartnerCenterRole.MANAGER,
  CONTRIBUTOR: PartnerCenterRole.DEVELOPER,
};

/** A user about to be copied. */
export interface UserToCopy {
  principal: string;
  identity: IdentityKind;
  cppRole: CppRole | null;
}

/**
 * The role in which a user is copied; null for one who is not: a personal account is not admitted, and a user without
 * access to CPP has no role to copy. `owner` is the principal who becomes the OWNER.
 */
export function roleWhenCopied(user: UserToCopy, owner: string): PartnerCenterRole | null {
  if (user.principal === owner) return PartnerCenterRole.OWNER;
  if (user.cppRole === null || user.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT) return null;
  return copiedRole[user.cppRole];
}

/** Who becomes the OWNER: the starter, or the confirmed work e-mail if the starter signs in with a personal account. */
export const ownerPrincipal = (starter: UserToCopy, workEmail: string): string =>
  starter.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT ? workEmail : starter.principal;
