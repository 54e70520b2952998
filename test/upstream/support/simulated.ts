import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator } from "../../../simulator/simulator";
import type { Upstream } from "../../../src/upstream/upstream";
import { homeTenantId, openUpstream } from "./open-upstream";

const contoso = "22222222-2222-4222-8222-222222222222";
const fabrikam = "33333333-3333-4333-8333-333333333333";
const viral = "44444444-4444-4444-8444-444444444444";

/** The tenants of the test world. */
export const tenants = { contoso, fabrikam, viral };

const tenant = (tenantId: string, displayName: string, domain: string, managed = true) => ({
  tenantId,
  displayName,
  defaultDomain: domain,
  domains: [domain],
  managed,
});

const world = {
  tenants: [
    tenant(homeTenantId, "Partner", "partner.example"),
    tenant(contoso, "Contoso", "contoso.com"),
    tenant(fabrikam, "Fabrikam", "fabrikam.com"),
    tenant(viral, "Self-service", "viral.example", false),
  ],
  mpnAccounts: [
    {
      mpnId: "1234567",
      partnerName: "Contoso",
      tenantId: contoso,
      associatedTenants: [viral],
      locations: ["7654321"],
      standing: "ACTIVE" as const,
    },
  ],
  people: [],
};

const contact = {
  name: "Ann Owner",
  email: "ann@contoso.com",
  phone: "+46 8 1",
  address: { line1: "Street 1", city: "Lund", countryCode: "SE" },
};

/** A publisher account as CPP exports it. */
export function account(publisherId: string): object {
  return {
    publisherId,
    displayName: "Contoso Apps",
    accountType: "COMPANY",
    mpnId: " 1234567",
    signInEmail: "ann@contoso.com",
    sellerContact: contact,
    users: [
      { kind: "person", email: "Ann@contoso.com", displayName: "Ann Owner", role: "Owner", identity: "work" },
      { kind: "person", email: "bo@outlook.com", displayName: null, role: "Contributor", identity: "microsoftAccount" },
      { kind: "application", applicationId: "Robot-1", displayName: "Robot", role: "Contributor", identity: "work" },
    ],
  };
}

/** The simulator with a small world of its own, and the service's clients for it. */
export interface Simulated {
  upstream: Upstream;
  /** Makes a control call and returns its answer. */
  control<T>(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the simulator for one test file. */
export async function startSimulated(): Promise<Simulated> {
  const dataDir = await mkdtemp(join(tmpdir(), "upstream-test-"));
  const credentials = { clientId: "client", clientSecret: "secret" };
  const simulator = await startSimulator({ port: 0, dataDir, world, ...credentials });
  const upstream = openUpstream(simulator.url, { smtpUrl: `smtp://127.0.0.1:${simulator.smtpPort}` });
  return {
    upstream,
    async control<T>(method: string, path: string, body?: object) {
      const headers = { "content-type": "application/json" };
      const init = body ? { method, headers, body: JSON.stringify(body) } : { method };
      const response = await fetch(`${simulator.url}/simulator/${path}`, init);
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async stop() {
      await upstream.close();
      await simulator.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
