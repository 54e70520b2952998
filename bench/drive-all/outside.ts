import { readFileSync } from "node:fs";

/** An account of the export, as far as driving it needs. */
export interface ExportedAccount {
  publisherId: string;
  displayName: string;
  mpnId: string | null;
  signInEmail: string;
  users: { kind: string; email?: string; role: string; identity: string }[];
}

/** What the simulated directory holds. */
export interface WorldFile {
  tenants: { tenantId: string; domains: string[]; managed: boolean }[];
  people: { email: string; tenantId: string | null }[];
}

/** The world outside the service: the accounts, their people, and what the simulator has recorded. */
export interface Outside {
  accounts: ExportedAccount[];
  /** Returns a person of that tenant, whose mailed code can be read. */
  someoneOf(tenantId: string): string | undefined;
  /** Returns a work address for the account: a colleague's, else anybody's. */
  workAddressFor(account: ExportedAccount): string;
  token(email: string): Promise<string>;
  /** Returns how many mails the address has received. */
  mailCount(address: string): Promise<number>;
  /** Returns the newest code mailed to the address for that account, not counting its first `after` mails. */
  mailedCode(address: string, displayName: string, after: number): Promise<string>;
  authorize(whose: { tenantId: string } | { mpnId: string }): Promise<true>;
  effects(publisherId: string): Promise<{ system: string; effect: string; subject: string }[]>;
  isLocked(publisherId: string): Promise<boolean>;
}

/** Reads the world and the export, and uses the simulator's control calls. */
export function openOutside(simulator: string, worldFile: string, accountsFile: string): Outside {
  const world = JSON.parse(readFileSync(worldFile, "utf8")) as WorldFile;
  const accounts = readFileSync(accountsFile, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as ExportedAccount);
  const managed = new Set(world.tenants.filter((tenant) => tenant.managed).map((tenant) => tenant.tenantId));
  const byTenant = new Map<string, string>();
  for (const { email, tenantId } of world.people)
    if (tenantId !== null && managed.has(tenantId) && !byTenant.has(tenantId)) byTenant.set(tenantId, email);
  const tenantByDomain = new Map(
    world.tenants.flatMap(({ tenantId, domains }) => domains.map((d) => [d, tenantId] as const)),
  );
  const tenantOf = (address: string) => tenantByDomain.get(address.split("@")[1]!);
  const anyone = [...byTenant.values()][0]!;

  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${simulator}/simulator/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const mailsTo = (address: string) =>
    get<{ subject: string; text: string }[]>(`mailbox/${encodeURIComponent(address)}`);
  return {
    accounts,
    someoneOf: (tenantId) => byTenant.get(tenantId),
    workAddressFor: ({ users }) => {
      const colleague = users.find(
        ({ kind, email, identity }) =>
          kind === "person" && identity === "work" && email !== undefined && managed.has(tenantOf(email) ?? ""),
      );
      return colleague?.email ?? anyone;
    },
    token: async (email) =>
      (await get<{ access_token: string }>(`token?email=${encodeURIComponent(email)}`)).access_token,
    mailCount: async (address) => (await mailsTo(address)).length,
    mailedCode: (address, displayName, after) =>
      patiently(`no code was mailed to ${address}`, async () => {
        const mails = await mailsTo(address);
        const mail = mails.slice(0, mails.length - after).find(({ subject }) => subject.endsWith(displayName));
        return /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
      }),
    authorize: (whose) =>
      patiently(`no application of ${JSON.stringify(whose)} arrived`, async () => {
        const response = await fetch(`${simulator}/simulator/vetting`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ ...whose, status: "Authorized" }),
        });
        return response.ok || undefined;
      }),
    effects: (publisherId) => get(`effects?publisherId=${encodeURIComponent(publisherId)}`),
    isLocked: async (publisherId) =>
      (await get<{ cpp: { locked: boolean } }>(`state?publisherId=${encodeURIComponent(publisherId)}`)).cpp.locked,
  };
}

/** Asks every 50 ms until there is an answer, for up to ten seconds. */
async function patiently<T>(complaint: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(complaint);
}
