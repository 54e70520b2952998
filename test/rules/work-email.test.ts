import type { Refusal } from "../../entities/refusal";
import { IdentityKind, WorkEmailUnusableReason as Unusable } from "../../entities/words";
import { judgeWorkEmail, type AdmittedTenants, type WorkEmailFacts } from "../../src/tenant/work-email-rules";
import type { Viewer } from "../../src/viewer/viewer";
import { elsewhere, home, viewerOf } from "../support/rows";

const path = ["input", "workEmail"];
const answer = "owner@contoso.com";
const managed: WorkEmailFacts["realm"] = { consumer: false, unmanaged: false };
const tenant = (tenantId: string) => ({ tenantId, displayName: "Contoso", defaultDomain: null });
const facts = (change: Partial<WorkEmailFacts> = {}): WorkEmailFacts => ({
  address: answer,
  domain: "contoso.com",
  realm: managed,
  tenant: tenant(home),
  ...change,
});
const ours: AdmittedTenants = { tenantId: home, tenantIds: [home] };
const theirs: AdmittedTenants = { tenantId: elsewhere, tenantIds: [elsewhere] };
const stranger = viewerOf({ email: "somebody@contoso.com" });

const personal = (tenantId: string | null): Refusal => ({
  __typename: "PersonalAccountNotAllowed",
  path,
  answer,
  tenantId,
});
const unusable = (emailReason: Unusable): Refusal => ({ __typename: "WorkEmailUnusable", path, answer, emailReason });
const mismatch: Refusal = { __typename: "TenantMismatch", path, answer, subject: "workEmail", tenantId: elsewhere };

const consumerRealm = { ...managed, consumer: true };
const unmanaged = { ...managed, unmanaged: true };
const msa = { identity: IdentityKind.PERSONAL_MICROSOFT_ACCOUNT };

const cases: [string, WorkEmailFacts, Viewer, AdmittedTenants | null, ReturnType<typeof judgeWorkEmail>][] = [
  // Rule 2 comes before all others, whatever the directory says.
  ["a consumer domain", facts({ domain: "outlook.com", tenant: null }), stranger, ours, personal(home)],
  ["a consumer domain without an MPN ID", facts({ domain: "outlook.com" }), stranger, null, personal(null)],
  ["a consumer realm", facts({ realm: consumerRealm }), stranger, theirs, personal(elsewhere)],
  ["the viewer's own personal account", facts(), viewerOf(msa), ours, personal(home)],
  ["a personal account of an unmanaged tenant", facts({ realm: unmanaged }), viewerOf(msa), ours, personal(home)],
  ["another person's address, from a personal account", facts(), { ...stranger, ...msa }, ours, notProven()],
  // Rule 4 before rule 5.
  ["an unmanaged tenant", facts({ realm: unmanaged }), stranger, theirs, unusable(Unusable.UNMANAGED_TENANT)],
  [
    "an unmanaged tenant missing from the directory",
    facts({ realm: unmanaged, tenant: null }),
    stranger,
    theirs,
    unusable(Unusable.UNMANAGED_TENANT),
  ],
  ["no tenant", facts({ tenant: null }), stranger, theirs, unusable(Unusable.UNKNOWN_DOMAIN)],
  ["no tenant, signed in as the address", facts({ tenant: null }), viewerOf(), ours, unusable(Unusable.UNKNOWN_DOMAIN)],
  // Rule 5 before rule 6: being signed in as the address does not help.
  ["another tenant's address", facts(), viewerOf(), theirs, mismatch],
  ["an associated tenant", facts(), viewerOf(), { tenantId: elsewhere, tenantIds: [elsewhere, home] }, proven()],
  // Without a valid MPN ID rule 5 does not apply.
  ["no MPN ID", facts(), viewerOf(), null, proven()],
  // Rules 6 and 7.
  ["signed in as the address", facts(), viewerOf(), ours, proven()],
  ["signed in as the address in another case", facts({ address: "OWNER@contoso.com" }), viewerOf(), ours, proven()],
  ["signed in as somebody else", facts(), stranger, ours, notProven()],
  ["signed in to another tenant", facts(), viewerOf({ tenantId: elsewhere }), ours, notProven()],
  ["signed in as a guest", facts(), viewerOf({ guest: true }), ours, notProven()],
];

test.each(cases)("the right rule decides: %s", (_, given, viewer, admitted, verdict) => {
  expect(judgeWorkEmail(given, viewer, admitted, path)).toEqual(verdict);
});

function proven() {
  return { tenantId: home, proven: true };
}
function notProven() {
  return { tenantId: home, proven: false };
}
