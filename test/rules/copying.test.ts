import { CppRole, IdentityKind, PartnerCenterRole } from "../../entities/words";
import { ownerPrincipal, roleWhenCopied } from "../../src/user/copy-rules";

const work = IdentityKind.WORK;
const personal = IdentityKind.PERSONAL_MICROSOFT_ACCOUNT;
const { OWNER, CONTRIBUTOR } = CppRole;
const { MANAGER, DEVELOPER, OWNER: FULL } = PartnerCenterRole;

test.each([
  ["an owner becomes MANAGER", "a@contoso.com", work, OWNER, MANAGER],
  ["a contributor becomes DEVELOPER", "a@contoso.com", work, CONTRIBUTOR, DEVELOPER],
  ["the starter becomes OWNER", "starter@contoso.com", work, OWNER, FULL],
  ["the work e-mail in place of the starter becomes OWNER", "starter@contoso.com", work, null, FULL],
  ["a contributor whose address is the work e-mail becomes OWNER", "starter@contoso.com", work, CONTRIBUTOR, FULL],
  ["an owner with a personal account is not copied", "a@outlook.com", personal, OWNER, null],
  ["a contributor with a personal account is not copied", "a@outlook.com", personal, CONTRIBUTOR, null],
  ["a user without a CPP role is not copied", "a@contoso.com", work, null, null],
])("%s", (_, principal, identity, cppRole, role) => {
  expect(roleWhenCopied({ principal, identity, cppRole }, "starter@contoso.com")).toBe(role);
});

test("the owner is the starter, or the work e-mail if the starter has a personal account", () => {
  const starter = { principal: "starter@contoso.com", identity: work, cppRole: OWNER };
  expect(ownerPrincipal(starter, "work@contoso.com")).toBe("starter@contoso.com");
  expect(ownerPrincipal({ ...starter, identity: personal }, "work@contoso.com")).toBe("work@contoso.com");
});
