import type { AccountUser } from "../../../entities/account-user";
import { AccountUserAccess, CppRole, PartnerCenterRole, SyncState } from "../../../entities/words";
import { principalOfUser } from "../../account/cpp-account-rules";
import type { CppPublisher, CppUser, PartnerCenter, RoleMember } from "../../upstream/upstream";
import { cppRoleFor } from "../change-rules";
import type { ManagedAccount } from "../managed-account";
import { settingsThatDiffer } from "../settings-rules";

/** An account as Partner Center, our record and CPP have it. */
export interface Sides {
  record: Pick<ManagedAccount, "account" | "users">;
  members: RoleMember[];
  settings: NonNullable<Awaited<ReturnType<PartnerCenter["settings"]>>>;
  cpp: Pick<CppPublisher, "locked" | "users">;
  /** The account is being changed in Partner Center: differences from Partner Center are left to the adopt job. */
  beingChanged: boolean;
  /** Our settings are being restored in Partner Center: until then, differing settings are left to that job. */
  restoringSettings: boolean;
}

/** One difference, and between which sides. */
export type Difference =
  | { what: "MEMBER_NEW"; principal: string; is: string }
  | { what: "MEMBER_ROLE"; principal: string; is: string; was: string }
  | { what: "MEMBER_GONE"; principal: string }
  | { what: "MEMBER_ID"; principal: string }
  | { what: "TWO_ROLES"; principal: string }
  | { what: "SETTINGS"; names: string[] }
  | { what: "CPP_USER"; principal: string; is: CppRole | null; should: CppRole | null }
  /** CPP has another kind of account under that address. */
  | { what: "CPP_KIND"; principal: string }
  /** The sync was given up, and support may retry it. */
  | { what: "SYNC_FAILED"; principal: string }
  /** The sync was given up, but CPP has applied the change. */
  | { what: "SYNC_ARRIVED"; principal: string }
  | { what: "CPP_UNLOCKED" };

/** The doubt about a seller account whose settings Partner Center does not have. */
export const noSeller = "Partner Center has no such seller account";

/** Why Partner Center's answer is implausible, so that nothing may be concluded from it; null when it is plausible. */
export function doubtfulSeller(members: RoleMember[], settings: Sides["settings"] | null): string | null {
  if (settings === null) return noSeller;
  return members.some(({ role }) => role === "OWNER") ? null : "Partner Center names no owner";
}

/** The same for the answers of Partner Center and CPP. */
export const doubtful = (
  members: RoleMember[],
  settings: Sides["settings"] | null,
  cpp: CppPublisher | null,
): string | null => doubtfulSeller(members, settings) ?? (cpp === null ? "CPP has no such publisher" : null);

/** All differences. Partner Center is the authority on members and settings, and our record is the one on CPP. */
export function differences(sides: Sides): Difference[] {
  const { record, members, settings, cpp, beingChanged, restoringSettings } = sides;
  const ofMembers = beingChanged ? [] : memberDifferences(record.users, members);
  const names = beingChanged || restoringSettings ? [] : settingsThatDiffer(record.account, settings);
  const unsettled = new Set([...ofMembers.map(({ principal }) => principal), ...joining(record.users, members)]);
  return [
    ...ofMembers,
    ...(names.length > 0 ? [{ what: "SETTINGS" as const, names }] : []),
    ...cppDifferences(record.users, cpp.users, unsettled),
    ...(cpp.locked ? [] : [{ what: "CPP_UNLOCKED" as const }]),
  ];
}

type OfMember = Extract<Difference, { what: "TWO_ROLES" | `MEMBER_${string}` }>;

function memberDifferences(users: AccountUser[], members: RoleMember[]): OfMember[] {
  const found: OfMember[] = [];
  const present = new Map<string, RoleMember>();
  for (const member of members) {
    const principal = principalOfUser(member);
    if (present.has(principal)) found.push({ what: "TWO_ROLES", principal });
    present.set(principal, member);
  }
  const twice = new Set(found.map(({ principal }) => principal));
  for (const [principal, { role: is, memberId }] of present) {
    const user = users.find((one) => one.principal === principal);
    const was = user?.removedAt === null ? user.partnerCenterRole : null;
    if (twice.has(principal)) continue;
    if (was === null) found.push({ what: "MEMBER_NEW", principal, is });
    else if (was !== PartnerCenterRole[is]) found.push({ what: "MEMBER_ROLE", principal, is, was });
    else if (user!.memberId !== memberId) found.push({ what: "MEMBER_ID", principal });
  }
  for (const { principal, memberId, removedAt } of users)
    if (memberId !== null && removedAt === null && !present.has(principal))
      found.push({ what: "MEMBER_GONE", principal });
  return found;
}

/** Members that our record does not have yet, so that it cannot say what CPP should have. */
const joining = (users: AccountUser[], members: RoleMember[]): string[] =>
  members
    .map(principalOfUser)
    .filter((principal) => !users.some((user) => user.principal === principal && user.removedAt === null));

type OfCpp = Extract<Difference, { what: `CPP_${"USER" | "KIND"}` | `SYNC_${string}` }>;

function cppDifferences(users: AccountUser[], inCpp: CppUser[], unsettled: ReadonlySet<string>): OfCpp[] {
  const theirs = new Map(inCpp.map((user) => [principalOfUser(user), user]));
  const found: OfCpp[] = [];
  for (const user of users) {
    const { principal } = user;
    const one = theirs.get(principal);
    theirs.delete(principal);
    if (unsettled.has(principal) || isUnderWay(user) || isOfCppAlone(user, one)) continue;
    const [is, should] = [one ? CppRole[one.role] : null, cppRoleFor(user)];
    const isOfKind = should === null || one?.identity === user.identity;
    if (user.syncState === SyncState.FAILED)
      found.push({ what: is === should && isOfKind ? "SYNC_ARRIVED" : "SYNC_FAILED", principal });
    else if (is !== should) found.push({ what: "CPP_USER", principal, is, should });
    else if (!isOfKind) found.push({ what: "CPP_KIND", principal });
  }
  for (const [principal, { role, identity }] of theirs)
    if (identity === "WORK" && !unsettled.has(principal))
      found.push({ what: "CPP_USER", principal, is: CppRole[role], should: null });
  // Owners first, so that CPP is never without one during the repair.
  const rank = (one: OfCpp) => ("should" in one ? (one.should === CppRole.OWNER ? 0 : one.should === null ? 2 : 1) : 3);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** Whether a change to Partner Center or CPP is in flight, which needs no repair. */
const isUnderWay = ({ changingTo, syncState }: AccountUser): boolean =>
  changingTo !== null || syncState === SyncState.PENDING;

/**
 * A personal account, which Partner Center does not admit, so that only CPP has it: the user needs a work account
 * instead, or was removed before the account was migrated and has come back.
 */
const isOfCppAlone = ({ access, removedAt, syncState }: AccountUser, inCpp: CppUser | undefined): boolean =>
  access === AccountUserAccess.NEEDS_WORK_ACCOUNT ||
  (removedAt !== null && syncState === null && inCpp?.identity === "PERSONAL_MICROSOFT_ACCOUNT");

/** Whether the repair is left to somebody else. */
export const isLeft = ({ what }: Difference): boolean => what === "SYNC_FAILED";

/** The difference as a sentence for the service's operators. */
export function sentenceOf(difference: Difference): string {
  const who = "principal" in difference ? difference.principal : "";
  switch (difference.what) {
    case "MEMBER_NEW":
      return `${who} is ${difference.is} in Partner Center and not in our record`;
    case "MEMBER_ROLE":
      return `${who} is ${difference.is} in Partner Center and ${difference.was} in our record`;
    case "MEMBER_GONE":
      return `${who} is not in Partner Center any more`;
    case "MEMBER_ID":
      return `${who} is in Partner Center under another member ID than in our record`;
    case "TWO_ROLES":
      return `${who} has two roles in Partner Center`;
    case "SETTINGS":
      return `the settings in Partner Center are others than in our record: ${difference.names.join(", ")}`;
    case "CPP_USER":
      return `${who} is ${difference.is ?? "nobody"} in CPP and should be ${difference.should ?? "nobody"}`;
    case "CPP_KIND":
      return `${who} is another kind of account in CPP than in our record`;
    case "SYNC_FAILED":
      return `${who} differs in CPP, and that sync was given up: support may try it again (retryCppSync)`;
    case "SYNC_ARRIVED":
      return `${who} is in CPP as wanted, although that sync was given up`;
    case "CPP_UNLOCKED":
      return "the settings in CPP are not read-only";
  }
}
