import { z } from "zod";
import { email, guid, mpnNumber } from "./words";

/** A Microsoft Entra tenant. An unmanaged one was created by people who signed up without their company. */
export const tenant = z.object({
  tenantId: guid,
  displayName: z.string().min(1),
  defaultDomain: z.string().min(1),
  domains: z.array(z.string().min(1)),
  managed: z.boolean(),
  federated: z.boolean().optional(),
});
/** A tenant of the world. */
export type Tenant = z.infer<typeof tenant>;

/** A global MPN account with its tenants and locations. */
export const mpnAccount = z.object({
  mpnId: mpnNumber,
  partnerName: z.string().min(1),
  tenantId: guid,
  associatedTenants: z.array(guid),
  locations: z.array(mpnNumber),
  standing: z.enum(["ACTIVE", "INACTIVE", "PENDING"]),
});
/** A global MPN account of the world. */
export type MpnAccount = z.infer<typeof mpnAccount>;

/** A person who can sign in; without a tenant, they have a personal Microsoft account. */
export const person = z.object({
  email,
  displayName: z.string(),
  tenantId: guid.nullable(),
  oid: guid,
  roles: z.array(z.string()).optional(),
});
/** A person of the world. */
export type Person = z.infer<typeof person>;

/** The data of Microsoft's systems, apart from CPP. */
export const world = z.object({
  tenants: z.array(tenant),
  mpnAccounts: z.array(mpnAccount),
  people: z.array(person),
});
/** The data of Microsoft's systems, apart from CPP. */
export type World = z.infer<typeof world>;
