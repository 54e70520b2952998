import type { World } from "../../../simulator/world/world";

/** The tenants of the small world. */
export const CONTOSO = "11111111-1111-4111-8111-111111111111";
export const FABRIKAM = "22222222-2222-4222-8222-222222222222";
export const VIRAL = "33333333-3333-4333-8333-333333333333";
export const NORDWIND = "44444444-4444-4444-8444-444444444444";
/** The tenant of all personal Microsoft accounts. */
export const CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

const tenant = (tenantId: string, displayName: string, domain: string, managed = true) => ({
  tenantId,
  displayName,
  defaultDomain: `${displayName.toLowerCase()}.onmicrosoft.com`,
  domains: [domain],
  managed,
});

/** A world with one of each kind. */
export const smallWorld: World = {
  tenants: [
    tenant(CONTOSO, "Contoso", "contoso.com"),
    tenant(FABRIKAM, "Fabrikam", "fabrikam.com"),
    tenant(VIRAL, "Viral", "viral.com", false),
    { ...tenant(NORDWIND, "Nordwind", "bäckerei-nordwind.de"), federated: true },
  ],
  mpnAccounts: [
    {
      mpnId: "1000001",
      partnerName: "Contoso AB",
      tenantId: CONTOSO,
      associatedTenants: [VIRAL],
      locations: ["2000001"],
      standing: "ACTIVE",
    },
  ],
  people: [
    {
      email: "owner@contoso.com",
      displayName: "Olivia",
      tenantId: CONTOSO,
      oid: "aaaaaaaa-0000-4000-8000-000000000001",
    },
    {
      email: "support@partner.example",
      displayName: "Sam",
      tenantId: FABRIKAM,
      oid: "aaaaaaaa-0000-4000-8000-000000000002",
      roles: ["Support"],
    },
    { email: "pat@outlook.com", displayName: "Pat", tenantId: null, oid: "aaaaaaaa-0000-4000-8000-000000000003" },
  ],
};

/** A publisher with two users. */
export const acme = {
  publisherId: "acme",
  displayName: "Acme",
  accountType: "COMPANY",
  mpnId: "1000001",
  signInEmail: "owner@contoso.com",
  sellerContact: { name: "Olivia", email: "owner@contoso.com", phone: null, address: null },
  users: [
    { kind: "person", email: "Owner@contoso.com", displayName: "Olivia", role: "Owner", identity: "work" },
    { kind: "person", email: "carl@contoso.com", displayName: null, role: "Contributor", identity: "work" },
  ],
};
