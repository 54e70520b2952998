import { randomBytes, randomInt, randomUUID } from "node:crypto";

/** What distinguishes one kind of account from another. */
export interface AccountKind {
  /**
   * How the CPP account signs in; `personal` with a consumer service's address, `personal-on-domain` with the
   * company's.
   */
  signIn?: "work" | "personal" | "personal-on-domain";
  /** The owner of the account's MPN ID, or what is wrong with the ID. */
  mpn?:
    | "own"
    | "other-tenant"
    | "associated"
    | "location"
    | "none"
    | "blank"
    | "malformed"
    | "unknown"
    | "inactive"
    | "pending";
  displayName?: string;
  /** The company's own tenant is unmanaged: it has no administrator. */
  unmanaged?: boolean;
  /** More users, in the format of the export. */
  users?: object[];
}

/** A tenant of the simulated directory. */
export interface MadeTenant {
  tenantId: string;
  displayName: string;
  defaultDomain: string;
  domains: string[];
  managed: boolean;
}

/** An account and the people around it, by their addresses. */
export interface MadeAccount {
  publisherId: string;
  displayName: string;
  /** As it is on the account. */
  mpnId: string | null;
  /** Signs in to CPP and owns the account. */
  owner: string;
  /** Another owner, in the company's own tenant. */
  secondOwner: string;
  /** May only look; in the company's own tenant. */
  contributor: string;
  /** Has no role on the account; in the company's own tenant. */
  employee: string;
  /** In the tenant for which the MPN ID is registered, which may be the company's own. */
  insider: string;
  /** The company's own tenant. */
  tenant: MadeTenant;
  /** The tenant for which the MPN ID is registered. */
  mpnTenant: MadeTenant;
  world: { tenants: MadeTenant[]; mpnAccounts: object[]; people: object[]; accounts: object[] };
}

/** Makes an account of that kind, with names and IDs that occur nowhere else. */
export function makeAccount(kind: AccountKind = {}): MadeAccount {
  const { signIn = "work", mpn = "own" } = kind;
  const name = `t${randomBytes(6).toString("hex")}`;
  const tenant = makeTenant(name, !(kind.unmanaged ?? false));
  const elsewhere = mpn === "other-tenant" || mpn === "associated";
  const mpnTenant = elsewhere ? makeTenant(`${name}-partner`, true) : tenant;
  const globalId = String(randomInt(1_000_000_000, 2_000_000_000));
  const locationId = String(randomInt(2_000_000_000, 3_000_000_000));
  const known = !["none", "blank", "malformed", "unknown"].includes(mpn);
  const mpnId =
    { none: null, blank: "  ", malformed: `MPN-${globalId}`, location: locationId }[mpn as string] ?? globalId;

  const domain = tenant.domains[0]!;
  const owner = signIn === "personal" ? `${name}@outlook.com` : `owner@${domain}`;
  const personal = signIn !== "work";
  const [secondOwner, contributor, employee] = [`second@${domain}`, `contributor@${domain}`, `employee@${domain}`];
  const insider = `insider@${mpnTenant.domains[0]!}`;
  const displayName = kind.displayName ?? `Test ${name}`;
  const person = (email: string, tenantId: string | null) => ({
    email,
    displayName: nameOf(email),
    tenantId,
    oid: randomUUID(),
  });
  const user = (email: string, role: string, identity = "work") => ({
    kind: "person",
    email,
    displayName: nameOf(email),
    role,
    identity,
  });

  return {
    publisherId: name,
    displayName,
    mpnId: mpn === "none" ? null : mpnId,
    ...{ owner, secondOwner, contributor, employee, insider, tenant, mpnTenant },
    world: {
      tenants: elsewhere ? [tenant, mpnTenant] : [tenant],
      mpnAccounts: known
        ? [
            {
              mpnId: globalId,
              partnerName: `${mpnTenant.displayName} Partner`,
              tenantId: mpnTenant.tenantId,
              associatedTenants: mpn === "associated" ? [tenant.tenantId] : [],
              locations: mpn === "location" ? [locationId] : [],
              standing: mpn === "inactive" ? "INACTIVE" : mpn === "pending" ? "PENDING" : "ACTIVE",
            },
          ]
        : [],
      people: [
        person(owner, personal ? null : tenant.tenantId),
        ...[secondOwner, contributor, employee].map((email) => person(email, tenant.tenantId)),
        person(insider, mpnTenant.tenantId),
      ],
      accounts: [
        {
          publisherId: name,
          displayName,
          accountType: "COMPANY",
          mpnId: mpn === "none" ? null : mpnId,
          signInEmail: owner,
          sellerContact: {
            name: "Sam Seller",
            email: owner,
            phone: null,
            address: { line1: "1 Main Street", city: "Oslo", postalCode: null, countryCode: "NO" },
          },
          users: [
            user(owner, "Owner", personal ? "microsoftAccount" : "work"),
            user(secondOwner, "Owner"),
            user(contributor, "Contributor"),
            ...(kind.users ?? []),
          ],
        },
      ],
    },
  };
}

function makeTenant(name: string, managed: boolean): MadeTenant {
  const domain = `${name}.example.com`;
  return {
    tenantId: randomUUID(),
    displayName: `${name} Ltd`,
    defaultDomain: `${name}.onmicrosoft.com`,
    domains: [domain],
    managed,
  };
}

const nameOf = (email: string): string => email.split("@")[0]!.replace(/^./, (first) => first.toUpperCase());
