import type { AccountUser } from "../../entities/account-user";
import { AccountUserAccess, IdentityKind, MigrationStatus, PartnerCenterRole as Role } from "../../entities/words";
import { changeRefused, cppRoleFor, leavesNoOwner, toBeSynced, type Wish } from "../../src/user/change-rules";
import { isStillOwner } from "../../src/user/user-rules";
import { userRow, viewerOf } from "../support/rows";

const { OWNER, MANAGER, DEVELOPER, MARKETER } = Role;
const user = (id: string, partnerCenterRole: Role | null, change: Partial<AccountUser> = {}) =>
  userRow({ id, principal: `${id}@contoso.com`, partnerCenterRole, changingTo: null, ...change });

test.each<[Role | null, number | null, string | null]>([
  [OWNER, null, "OWNER"],
  [MANAGER, null, "OWNER"],
  [DEVELOPER, null, "CONTRIBUTOR"],
  [Role.BUSINESS_CONTRIBUTOR, null, null],
  [Role.FINANCIAL_CONTRIBUTOR, null, null],
  [MARKETER, null, null],
  [null, null, null],
  [OWNER, 5, null],
  [DEVELOPER, 5, null],
])("a user with the role %s, removed at %s, has the CPP role %s", (partnerCenterRole, removedAt, role) => {
  expect(cppRoleFor({ partnerCenterRole, removedAt })).toBe(role);
});

const one = user("a", OWNER);
const two = [one, user("b", OWNER)];
test.each<[string, AccountUser[], string, Wish, boolean]>([
  ["removing the only owner leaves no owner", [one], "a", "REMOVED", true],
  ["demoting the only owner leaves no owner", [one], "a", MANAGER, true],
  ["keeping the only owner leaves an owner", [one], "a", OWNER, false],
  ["removing one of two owners leaves an owner", two, "a", "REMOVED", false],
  ["demoting one of two owners leaves an owner", two, "a", MARKETER, false],
  ["a manager does not count as an owner", [one, user("b", MANAGER)], "a", "REMOVED", true],
  ["removing a manager leaves an owner", [one, user("b", MANAGER)], "b", "REMOVED", false],
  ["a removed owner does not count", [one, user("b", OWNER, { removedAt: 5 })], "a", MANAGER, true],
  ["removing a removed owner leaves an owner", [one, user("b", OWNER, { removedAt: 5 })], "b", "REMOVED", false],
  ["an owner being removed does not count", [one, user("b", OWNER, { changingTo: "REMOVED" })], "a", MANAGER, true],
  ["an owner being demoted does not count", [one, user("b", OWNER, { changingTo: MARKETER })], "a", MANAGER, true],
  ["an owner being kept as owner counts", [one, user("b", OWNER, { changingTo: OWNER })], "a", MANAGER, false],
  ["a manager being promoted does not count", [one, user("b", MANAGER, { changingTo: OWNER })], "a", MANAGER, true],
  ["removing both leaves none", two.map((row) => ({ ...row, changingTo: "REMOVED" as const })), "a", "REMOVED", true],
])("leavesNoOwner: %s", (_, users, id, wish, answer) => {
  expect(leavesNoOwner(users, id, wish)).toBe(answer);
});

test("isStillOwner needs the owner role on an entry of the viewer's own kind of account", () => {
  const personal = { identity: IdentityKind.PERSONAL_MICROSOFT_ACCOUNT };
  const entries: [AccountUser, ReturnType<typeof viewerOf>, boolean][] = [
    [userRow(), viewerOf(), true],
    [userRow(personal), viewerOf(personal), true],
    [userRow(personal), viewerOf(), false],
    [userRow(), viewerOf(personal), false],
    [userRow({ cppRole: null }), viewerOf(), false],
  ];
  for (const [entry, viewer, answer] of entries)
    expect(isStillOwner(entry, viewer, MigrationStatus.ACTION_REQUIRED)).toBe(answer);
});

const needsWorkAccount = { access: AccountUserAccess.NEEDS_WORK_ACCOUNT };
test.each<[string, AccountUser, Wish, object | null]>([
  ["a new role is allowed", user("b", DEVELOPER), MARKETER, null],
  ["the same role is allowed", user("b", DEVELOPER), DEVELOPER, null],
  ["the change in flight is allowed again", user("b", DEVELOPER, { changingTo: MARKETER }), MARKETER, null],
  ["a change is refused during another", user("b", DEVELOPER, { changingTo: MARKETER }), "REMOVED", unavailable()],
  ["a personal account gets no role", user("b", null, needsWorkAccount), DEVELOPER, { why: "NEEDS_WORK_ACCOUNT" }],
  ["removing a personal account is allowed", user("b", null, needsWorkAccount), "REMOVED", null],
  ["removing the last owner is refused", one, "REMOVED", { __typename: "LastOwner" }],
  ["demoting the last owner is refused", one, DEVELOPER, { __typename: "LastOwner" }],
])("changeRefused: %s", (_, changed, wish, refusal) => {
  const users = changed === one ? [one] : [one, changed];
  const answer = changeRefused(users, changed, wish);
  if (refusal) expect(answer).toMatchObject(refusal);
  else expect(answer).toBeNull();
});

test("toBeSynced starts a pending sync without attempts, error or change in flight", () => {
  expect(toBeSynced(7, 5)).toEqual({
    changingTo: null,
    syncSeq: 7,
    syncState: "PENDING",
    syncAttempts: 0,
    syncNextAt: 5,
    syncError: null,
  });
});

function unavailable() {
  return { __typename: "TemporarilyUnavailable", system: "partner-center" };
}
