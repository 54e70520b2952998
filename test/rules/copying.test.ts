import { CppRole, IdentityKind, PartnerCenterRole } from "../../entities/words";
import { ownerPrincipal, roleWhenCopied } from "../../src/user/copy-rules";

const work = IdentityKind.WORK;
const personal = IdentityKind.PERSONAL_MICROSOFT_ACCOUNT;
const { OWNER, CONTRIBUTOR } = CppRole;
const { MANAGER, DEVELOPER, OWNER: FULL } = PartnerCenterRole;

test.each([
  ["an owner", "a@contoso.com", work, OWNER, MANAGER],
  ["a contributor", "a@contoso.com", work, CONTRIBUTOR, DEVELOPER],
  ["who started", "starter@contoso.com", work, OWNER, FULL],
  ["the work e-mail in place of who started", "starter@contoso.com", work, null, FULL],
  ["a contributor whose address is the work e-mail", "starter@contoso.com", work, CONTRIBUTOR, FULL],
  ["an owner with a personal account", "a@outlook.com", personal, OWNER, null],
  ["a contributor with a personal account", "a@outlook.com", personal, CONTRIBUTOR, null],
  ["who has lost access", "a@contoso.com", work, null, null],
])("%s", (_, principal, identity, cppRole, role) => {
  expect(roleWhenCopied({ principal, identity, cppRole }, "starter@contoso.com")).toBe(role);
});

test("who started becomes the owner, or the work e-mail in place of a personal account", () => {
  const starter = { principal: "starter@contoso.com", identity: work, cppRole: OWNER };
  expect(ownerPrincipal(starter, "work@contoso.com")).toBe("starter@contoso.com");
  expect(ownerPrincipal({ ...starter, identity: personal }, "work@contoso.com")).toBe("work@contoso.com");
});
