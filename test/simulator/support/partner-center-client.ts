import { randomUUID } from "node:crypto";
import type { Reply } from "./call";
import { CONTOSO } from "./small-world";
import type { TestSimulator } from "./test-simulator";

/** The company's address in both kinds of profile. */
export const address = { country: "SE", city: "Stockholm", addressLine1: "Sveavägen 1" };

/** The body of an application for MPN membership. */
export const applicationBody = {
  companyName: "Fabrikam, Inc.",
  address,
  primaryContact: { firstName: "Felix", lastName: "Hartmann", email: "felix@fabrikam.com" },
};

/** The settings of acme's seller account, as a request body. */
export const settingsBody = {
  companyName: "Acme",
  accountType: "Company",
  primaryContact: { name: "Olivia", email: "owner@contoso.com" },
  address,
  mpnId: "1000001",
};

/** A call to Partner Center; a write has a new MS-RequestId unless the headers say otherwise. */
export function partnerCenter<T>(
  simulator: TestSimulator,
  method: "GET" | "PUT" | "POST" | "DELETE",
  path: string,
  json?: unknown,
  headers: Record<string, string> = {},
  tenantId = CONTOSO,
): Promise<Reply<T>> {
  const all = { ...(method === "GET" ? {} : { "ms-requestid": randomUUID() }), ...headers };
  return simulator.as<T>(tenantId, "partner-center", path, { method, headers: all, ...(json ? { json } : {}) });
}

/** The header that addresses acme's seller account. */
export const aboutAcme = { "x-publisherid": "acme" };

/** The ID of a role. */
export async function roleId(simulator: TestSimulator, name: string): Promise<string> {
  const { body } = await partnerCenter<{ items: { id: string; name: string }[] }>(simulator, "GET", "/v1/roles");
  return body.items.find((role) => role.name === name)?.id ?? "no such role";
}
