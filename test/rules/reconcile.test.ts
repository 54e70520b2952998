import type { Account } from "../../entities/account";
import type { AccountUser } from "../../entities/account-user";
import {
  AccountUserAccess as Access,
  CppRole,
  IdentityKind,
  PartnerCenterRole as Role,
  SyncState,
} from "../../entities/words";
import type { CppUser, PartnerCenterRoleName, RoleMember } from "../../src/upstream/upstream";
import { differences, doubtful, sentenceOf, type Sides } from "../../src/user/reconcile/compare-rules";
import { accountRow, userRow } from "../support/rows";

const olga = "owner@contoso.com";
const ann = "ann@contoso.com";

const member = (email: string, role: PartnerCenterRoleName, memberId = `m-${email}`): RoleMember => ({
  ...{ kind: "PERSON", email, applicationId: null, displayName: email },
  ...{ memberId, role },
});
const inCpp = (email: string, role: CppUser["role"], identity: CppUser["identity"] = "WORK"): CppUser => ({
  ...{ kind: "PERSON", email, applicationId: null, displayName: email },
  ...{ role, identity },
});
const row = (principal: string, partnerCenterRole: Role, change: Partial<AccountUser> = {}): AccountUser =>
  userRow({
    ...{ id: principal, principal, email: principal, memberId: `m-${principal}`, partnerCenterRole },
    syncState: SyncState.SYNCED,
    ...change,
  });

const account: Account = accountRow({ sellerId: "1" });
const settings: Sides["settings"] = {
  displayName: account.displayName,
  accountType: "COMPANY",
  contact: account.sellerContact,
  mpnId: "4100001",
  sellerId: "1",
};
/** Olga owns the account on all three sides. */
const sides = (change: {
  users?: AccountUser[];
  members?: RoleMember[];
  cppUsers?: CppUser[];
  settings?: Partial<Sides["settings"]>;
  locked?: boolean;
  beingChanged?: boolean;
  restoringSettings?: boolean;
}): Sides => ({
  record: { account, users: [row(olga, Role.OWNER), ...(change.users ?? [])] },
  members: [member(olga, "OWNER"), ...(change.members ?? [])],
  settings: { ...settings, ...change.settings },
  cpp: { locked: change.locked ?? true, users: [inCpp(olga, "OWNER"), ...(change.cppUsers ?? [])] },
  beingChanged: change.beingChanged ?? false,
  restoringSettings: change.restoringSettings ?? false,
});
const found = (change: Parameters<typeof sides>[0]) => differences(sides(change)).map(sentenceOf);

const gone = { removedAt: 1, access: Access.REMOVED, memberId: null };
const personal = { identity: IdentityKind.PERSONAL_MICROSOFT_ACCOUNT, partnerCenterRole: null, memberId: null };
const needsWork = row(ann, Role.OWNER, {
  ...personal,
  access: Access.NEEDS_WORK_ACCOUNT,
  cppRole: CppRole.CONTRIBUTOR,
});

const agreeing: [string, Parameters<typeof sides>[0]][] = [
  ["only the owner", {}],
  [
    "a manager is an owner in CPP",
    { users: [row(ann, Role.MANAGER)], members: [member(ann, "MANAGER")], cppUsers: [inCpp(ann, "OWNER")] },
  ],
  [
    "a developer is a contributor in CPP",
    { users: [row(ann, Role.DEVELOPER)], members: [member(ann, "DEVELOPER")], cppUsers: [inCpp(ann, "CONTRIBUTOR")] },
  ],
  ["a marketer has no access to CPP", { users: [row(ann, Role.MARKETER)], members: [member(ann, "MARKETER")] }],
  [
    "addresses that differ only in case",
    {
      users: [row(ann, Role.DEVELOPER)],
      members: [member("Ann@Contoso.com", "DEVELOPER", `m-${ann}`)],
      cppUsers: [inCpp("ANN@contoso.com", "CONTRIBUTOR")],
    },
  ],
  ["a user removed on all sides", { users: [row(ann, Role.DEVELOPER, gone)] }],
  [
    "a personal account that was not copied",
    { users: [needsWork], cppUsers: [inCpp(ann, "CONTRIBUTOR", "PERSONAL_MICROSOFT_ACCOUNT")] },
  ],
  ["a personal account that was not copied and that CPP lacks", { users: [needsWork] }],
  ["a personal account that only CPP knows", { cppUsers: [inCpp(ann, "OWNER", "PERSONAL_MICROSOFT_ACCOUNT")] }],
  [
    "a personal account removed before the move and added again in CPP",
    {
      users: [row(ann, Role.OWNER, { ...personal, ...gone, syncState: null })],
      cppUsers: [inCpp(ann, "OWNER", "PERSONAL_MICROSOFT_ACCOUNT")],
    },
  ],
  [
    "a change on its way to CPP",
    { users: [row(ann, Role.DEVELOPER, { syncState: SyncState.PENDING })], members: [member(ann, "DEVELOPER")] },
  ],
  [
    "a removal on its way to CPP",
    {
      users: [row(ann, Role.DEVELOPER, { ...gone, syncState: SyncState.PENDING })],
      cppUsers: [inCpp(ann, "CONTRIBUTOR")],
    },
  ],
  [
    "a change on its way to Partner Center",
    {
      users: [row(ann, Role.DEVELOPER, { changingTo: Role.MANAGER })],
      members: [member(ann, "MANAGER")],
      cppUsers: [],
      beingChanged: true,
    },
  ],
  [
    "an addition on its way into our record",
    { members: [member(ann, "DEVELOPER")], cppUsers: [inCpp(ann, "CONTRIBUTOR")], beingChanged: true },
  ],
  [
    "a removed user's second addition on its way into our record",
    {
      users: [row(ann, Role.DEVELOPER, gone)],
      members: [member(ann, "DEVELOPER")],
      cppUsers: [inCpp(ann, "CONTRIBUTOR")],
      beingChanged: true,
    },
  ],
  ["settings on their way into our record", { settings: { displayName: "New" }, beingChanged: true }],
  ["settings that are being restored", { settings: { displayName: "New" }, restoringSettings: true }],
  ["another MPN ID in Partner Center", { settings: { mpnId: "9" } }],
];
test.each(agreeing)("no difference is found: %s", (_, change) => expect(found(change)).toEqual([]));

const differing: [string, Parameters<typeof sides>[0]][] = [
  [`${ann} is DEVELOPER in Partner Center and not in our record`, { members: [member(ann, "DEVELOPER")] }],
  [
    `${ann} is DEVELOPER in Partner Center and not in our record`,
    {
      users: [row(ann, Role.DEVELOPER, gone)],
      members: [member(ann, "DEVELOPER")],
      cppUsers: [inCpp(ann, "CONTRIBUTOR")],
    },
  ],
  [
    `${ann} is OWNER in Partner Center and not in our record`,
    {
      users: [needsWork],
      members: [member(ann, "OWNER")],
      cppUsers: [inCpp(ann, "CONTRIBUTOR", "PERSONAL_MICROSOFT_ACCOUNT")],
    },
  ],
  [
    `${ann} is MANAGER in Partner Center and DEVELOPER in our record`,
    { users: [row(ann, Role.DEVELOPER)], members: [member(ann, "MANAGER")], cppUsers: [inCpp(ann, "CONTRIBUTOR")] },
  ],
  [
    `${ann} is not in Partner Center any more`,
    { users: [row(ann, Role.DEVELOPER)], cppUsers: [inCpp(ann, "CONTRIBUTOR")] },
  ],
  [
    `${ann} is in Partner Center under another member ID than in our record`,
    { users: [row(ann, Role.MARKETER)], members: [member(ann, "MARKETER", "m-new")] },
  ],
  [
    `${ann} has two roles in Partner Center`,
    { users: [row(ann, Role.MARKETER)], members: [member(ann, "MARKETER"), member(ann, "DEVELOPER")] },
  ],
  ["the settings in Partner Center are others than in our record: displayName", { settings: { displayName: "New" } }],
  [
    "the settings in Partner Center are others than in our record: sellerContact, sellerId",
    { settings: { contact: { ...settings.contact, phone: "1" }, sellerId: "2" } },
  ],
  [
    `${ann} is nobody in CPP and should be CONTRIBUTOR`,
    { users: [row(ann, Role.DEVELOPER)], members: [member(ann, "DEVELOPER")] },
  ],
  [
    `${ann} is OWNER in CPP and should be CONTRIBUTOR`,
    { users: [row(ann, Role.DEVELOPER)], members: [member(ann, "DEVELOPER")], cppUsers: [inCpp(ann, "OWNER")] },
  ],
  [
    `${ann} is OWNER in CPP and should be nobody`,
    { users: [row(ann, Role.MARKETER)], members: [member(ann, "MARKETER")], cppUsers: [inCpp(ann, "OWNER")] },
  ],
  [
    `${ann} is CONTRIBUTOR in CPP and should be nobody`,
    { users: [row(ann, Role.DEVELOPER, gone)], cppUsers: [inCpp(ann, "CONTRIBUTOR")] },
  ],
  [
    `${ann} is CONTRIBUTOR in CPP and should be nobody`,
    {
      users: [row(ann, Role.OWNER, { ...personal, ...gone })],
      cppUsers: [inCpp(ann, "CONTRIBUTOR", "PERSONAL_MICROSOFT_ACCOUNT")],
    },
  ],
  [
    `${ann} is CONTRIBUTOR in CPP and should be nobody`,
    {
      users: [row(ann, Role.OWNER, { ...gone, partnerCenterRole: null, syncState: null })],
      cppUsers: [inCpp(ann, "CONTRIBUTOR")],
    },
  ],
  [`${ann} is CONTRIBUTOR in CPP and should be nobody`, { cppUsers: [inCpp(ann, "CONTRIBUTOR")] }],
  [
    `${ann} is another kind of account in CPP than in our record`,
    {
      users: [row(ann, Role.DEVELOPER)],
      members: [member(ann, "DEVELOPER")],
      cppUsers: [inCpp(ann, "CONTRIBUTOR", "PERSONAL_MICROSOFT_ACCOUNT")],
    },
  ],
  [
    `${ann} differs in CPP, and that sync was given up: support may try it again (retryCppSync)`,
    {
      users: [row(ann, Role.DEVELOPER, { syncState: SyncState.FAILED })],
      members: [member(ann, "DEVELOPER")],
      cppUsers: [inCpp(ann, "CONTRIBUTOR", "PERSONAL_MICROSOFT_ACCOUNT")],
    },
  ],
  [
    `${ann} differs in CPP, and that sync was given up: support may try it again (retryCppSync)`,
    { users: [row(ann, Role.DEVELOPER, { syncState: SyncState.FAILED })], members: [member(ann, "DEVELOPER")] },
  ],
  [
    `${ann} differs in CPP, and that sync was given up: support may try it again (retryCppSync)`,
    {
      users: [row(ann, Role.DEVELOPER, { ...gone, syncState: SyncState.FAILED })],
      cppUsers: [inCpp(ann, "CONTRIBUTOR")],
    },
  ],
  [
    `${ann} is in CPP as wanted, although that sync was given up`,
    {
      users: [row(ann, Role.DEVELOPER, { syncState: SyncState.FAILED })],
      members: [member(ann, "DEVELOPER")],
      cppUsers: [inCpp(ann, "CONTRIBUTOR")],
    },
  ],
  ["the settings in CPP are not read-only", { locked: false }],
];
test.each(differing)("a difference is found: %s", (sentence, change) => expect(found(change)).toEqual([sentence]));

test("owners to add in CPP come before users to remove there", () => {
  const users = [row(ann, Role.MARKETER), row("zoe@contoso.com", Role.MANAGER)];
  const members = [member(ann, "MARKETER"), member("zoe@contoso.com", "MANAGER")];
  expect(found({ users, members, cppUsers: [inCpp(ann, "OWNER")] })).toEqual([
    "zoe@contoso.com is nobody in CPP and should be OWNER",
    `${ann} is OWNER in CPP and should be nobody`,
  ]);
});

test("implausible answers of Partner Center and CPP are doubted", () => {
  const cpp = { ...sides({}).cpp } as Parameters<typeof doubtful>[2];
  expect(doubtful([member(olga, "OWNER")], settings, cpp)).toBeNull();
  expect(doubtful([], settings, cpp)).toBe("Partner Center names no owner");
  expect(doubtful([member(olga, "MANAGER")], settings, cpp)).toBe("Partner Center names no owner");
  expect(doubtful([member(olga, "OWNER")], null, cpp)).toBe("Partner Center has no such seller account");
  expect(doubtful([member(olga, "OWNER")], settings, null)).toBe("CPP has no such publisher");
});
