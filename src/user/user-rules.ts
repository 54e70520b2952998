import type { AccountUser } from "../../entities/account-user";
import type { Refusal } from "../../entities/refusal";
import { CppRole, MigrationStatus, PartnerCenterRole } from "../../entities/words";
import type { Principal } from "../upstream/upstream";
import type { Viewer } from "../viewer/viewer";

/** Whether the user may act for the account: owners in CPP, or once migrated owners and managers in Partner Center. */
export function isOwner(
  user: Pick<AccountUser, "removedAt" | "cppRole" | "partnerCenterRole">,
  status: MigrationStatus,
): boolean {
  if (user.removedAt !== null) return false;
  if (status !== MigrationStatus.COMPLETED) return user.cppRole === CppRole.OWNER;
  return user.partnerCenterRole === PartnerCenterRole.OWNER || user.partnerCenterRole === PartnerCenterRole.MANAGER;
}

/** Whether the viewer's entry still lets them act: it may have lost the role or changed to another kind of account. */
export const isStillOwner = (
  entry: Parameters<typeof isOwner>[0] & Pick<AccountUser, "identity">,
  viewer: Pick<Viewer, "identity">,
  status: MigrationStatus,
): boolean => entry.identity === viewer.identity && isOwner(entry, status);

/** The refusal for everyone who sees the account but does not own it: it names the owners to ask. */
export const ownerRoleRequired: Refusal = { __typename: "OwnerRoleRequired", path: [] };

/** The name to show for a user: the name, else the address or application ID. */
export const displayNameOf = (user: Pick<AccountUser, "name" | "email" | "applicationId" | "principal">): string =>
  user.name ?? user.email ?? user.applicationId ?? user.principal;

/** The user as a principal for Partner Center. */
export const memberOf = ({
  principal,
  principalKind: kind,
  email,
  applicationId,
  name,
}: Pick<AccountUser, "principal" | "principalKind" | "email" | "applicationId" | "name">): Principal => ({
  kind,
  email,
  applicationId,
  displayName: name ?? principal,
});

/** A user in an event's params: the name to show, and the ID by which an earlier name is theirs. */
export const inEvent = (user: Parameters<typeof displayNameOf>[0] & Pick<AccountUser, "id">) => ({
  user: displayNameOf(user),
  userId: user.id,
});

const lists: Record<string, Intl.ListFormat> = {};

/** The users' names as a list joined by "or", in the locale's form. */
export const nameList = (users: Parameters<typeof displayNameOf>[0][], locale: string): string =>
  (lists[locale] ??= new Intl.ListFormat(locale, { type: "disjunction" })).format(users.map(displayNameOf));

const erased = "erased:";

/** The principal of an entry whose person was erased: nobody can sign in as it. */
export const erasedPrincipal = (id: string): string => `${erased}${id}`;

/** Whether the entry's person was erased. */
export const isErased = ({ principal }: Pick<AccountUser, "principal">): boolean => principal.startsWith(erased);
