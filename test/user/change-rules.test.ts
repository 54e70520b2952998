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
])("%s, removed at %s, is %s in CPP", (partnerCenterRole, removedAt, role) => {
  expect(cppRoleFor({ partnerCenterRole, removedAt })).toBe(role);
});

const one = user("a", OWNER);
const two = [one, user("b", OWNER)];
test.each<[string, AccountUser[], string, Wish, boolean]>([
  ["the only owner goes", [one], "a", "REMOVED", true],
  ["the only owner is demoted", [one], "a", MANAGER, true],
  ["the only owner stays", [one], "a", OWNER, false],
  ["one of two goes", two, "a", "REMOVED", false],
  ["one of two is demoted", two, "a", MARKETER, false],
  ["a manager is no owner", [one, user("b", MANAGER)], "a", "REMOVED", true],
  ["a manager goes", [one, user("b", MANAGER)], "b", "REMOVED", false],
  ["who is removed counts no more", [one, user("b", OWNER, { removedAt: 5 })], "a", MANAGER, true],
  ["the removed owner is removed again", [one, user("b", OWNER, { removedAt: 5 })], "b", "REMOVED", false],
  ["who is about to be removed counts no more", [one, user("b", OWNER, { changingTo: "REMOVED" })], "a", MANAGER, true],
  ["who is about to be demoted counts no more", [one, user("b", OWNER, { changingTo: MARKETER })], "a", MANAGER, true],
  ["who is about to stay an owner counts", [one, user("b", OWNER, { changingTo: OWNER })], "a", MANAGER, false],
  ["who is about to become an owner is none yet", [one, user("b", MANAGER, { changingTo: OWNER })], "a", MANAGER, true],
  ["both are about to go", two.map((row) => ({ ...row, changingTo: "REMOVED" as const })), "a", "REMOVED", true],
])("%s", (_, users, id, wish, answer) => {
  expect(leavesNoOwner(users, id, wish)).toBe(answer);
});

test("who acts does so by an entry of their own kind of account, while it has the role", () => {
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
  ["nothing stands against it", user("b", DEVELOPER), MARKETER, null],
  ["the same role", user("b", DEVELOPER), DEVELOPER, null],
  ["the same change once more", user("b", DEVELOPER, { changingTo: MARKETER }), MARKETER, null],
  ["another change is under way", user("b", DEVELOPER, { changingTo: MARKETER }), "REMOVED", unavailable()],
  ["a personal account gets a role", user("b", null, needsWorkAccount), DEVELOPER, { why: "NEEDS_WORK_ACCOUNT" }],
  ["a personal account goes", user("b", null, needsWorkAccount), "REMOVED", null],
  ["the last owner goes", one, "REMOVED", { __typename: "LastOwner" }],
  ["the last owner is demoted", one, DEVELOPER, { __typename: "LastOwner" }],
])("a change is judged: %s", (_, changed, wish, refusal) => {
  const users = changed === one ? [one] : [one, changed];
  const answer = changeRefused(users, changed, wish);
  if (refusal) expect(answer).toMatchObject(refusal);
  else expect(answer).toBeNull();
});

test("a new wish begins from nothing", () => {
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
