import { randomUUID } from "node:crypto";
import { Agent, request } from "undici";

/** A tenant as the directory describes it. */
export interface DirectoryTenant {
  tenantId: string;
  displayName: string;
}

/** A publisher's account in Partner Center. */
export interface Seller {
  tenantId: string;
  publisherId: string;
}

/** The upstream calls that the compared servers make. */
export interface Upstream {
  /** Asks what the service asks before it decides on an address: its realm, and the tenant of its domain. */
  tenantOfAddress(address: string): Promise<DirectoryTenant>;
  /** Asks what the service asks before it adds a user: whether the MPN ID is valid, and the tenants behind it. */
  tenantsOfMpnId(mpnId: string): Promise<string[]>;
  /** Adds a developer and returns Partner Center's ID for them. */
  addDeveloper(seller: Seller, who: { email: string; displayName: string }): Promise<string>;
  /** Creates the Partner Center account of a publisher who has moved. */
  openSeller(seller: Seller, owner: { name: string; email: string }): Promise<void>;
}

interface Message {
  method?: "GET" | "POST" | "PUT";
  headers?: Record<string, string>;
  body?: object;
}

const agent = new Agent({ connections: 32 });
const graph = "https://graph.microsoft.com";
const partnerCenter = "https://api.partnercenter.microsoft.com";

async function ask<T>(url: string, { method = "GET", headers = {}, body }: Message = {}): Promise<T> {
  const text = body instanceof URLSearchParams ? body.toString() : body && JSON.stringify(body);
  const type = body instanceof URLSearchParams ? "application/x-www-form-urlencoded" : "application/json";
  const answer = await request(url, {
    dispatcher: agent,
    method,
    headers: text === undefined ? headers : { ...headers, "content-type": type },
    body: text ?? null,
  });
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.statusCode} ${await answer.body.text()}`);
  return (await answer.body.json()) as T;
}

/**
 * Returns a function for the header with which the service calls a system on a tenant's behalf; it requests each token
 * once.
 */
function bearers({ ENTRA_URL, CLIENT_ID, CLIENT_SECRET, HOME_TENANT_ID }: NodeJS.ProcessEnv) {
  const tokens = new Map<string, Promise<{ access_token: string }>>();
  return async (resource: string, tenantId = HOME_TENANT_ID!): Promise<{ authorization: string }> => {
    const key = `${tenantId} ${resource}`;
    if (!tokens.has(key)) {
      const body = new URLSearchParams({
        ...{ grant_type: "client_credentials", client_id: CLIENT_ID!, client_secret: CLIENT_SECRET! },
        scope: `${resource}/.default`,
      });
      tokens.set(key, ask(`${ENTRA_URL}/${tenantId}/oauth2/v2.0/token`, { method: "POST", body }));
    }
    return { authorization: `Bearer ${(await tokens.get(key)!).access_token}` };
  };
}

/** Creates the calls to the directory and Partner Center, at the addresses in the environment. */
export function createUpstream(env: NodeJS.ProcessEnv): Upstream {
  const { ENTRA_URL, GRAPH_URL, PARTNER_CENTER_URL } = env;
  const bearer = bearers(env);
  const read = async <T>(path: string) => ask<T>(PARTNER_CENTER_URL + path, { headers: await bearer(partnerCenter) });
  const write = async <T>({ tenantId, publisherId }: Seller, method: "POST" | "PUT", path: string, body: object) => {
    const who = await bearer(partnerCenter, tenantId);
    const headers = { ...who, "x-publisherid": publisherId, "ms-requestid": randomUUID() };
    return ask<T>(PARTNER_CENTER_URL + path, { method, headers, body });
  };
  let roles: Promise<{ items: { id: string; name: string }[] }> | undefined;

  return {
    tenantOfAddress: async (address) => {
      const find = `${GRAPH_URL}/v1.0/tenantRelationships/findTenantInformationByDomainName`;
      const headers = await bearer(graph);
      const [realm, tenant] = await Promise.all([
        ask<{ NameSpaceType: string }>(
          `${ENTRA_URL}/common/userrealm/?user=${encodeURIComponent(address)}&api-version=2.1`,
        ),
        ask<DirectoryTenant>(`${find}(domainName='${address.split("@")[1]}')`, { headers }),
      ]);
      if (realm.NameSpaceType === "Unknown") throw new Error(`${address} belongs to nobody`);
      return tenant;
    },
    tenantsOfMpnId: async (mpnId) => {
      const [, { partnerGlobalAccount, tenants }] = await Promise.all([
        read(`/v1/profiles/mpn?mpnId=${mpnId}`),
        read<{ partnerGlobalAccount: { status: string }; tenants: { tenantId: string }[] }>(
          `/accountenrollments/v1/pgatocspmapping?mpnId=${mpnId}`,
        ),
      ]);
      if (partnerGlobalAccount.status !== "Active") throw new Error(`${mpnId} admits nobody`);
      return tenants.map(({ tenantId }) => tenantId);
    },
    addDeveloper: async (seller, { email, displayName }) => {
      roles ??= read("/v1/roles");
      const { id: role } = (await roles).items.find(({ name }) => name === "Developer")!;
      const body = { displayName, principalType: "Person", userPrincipalName: email };
      return (await write<{ id: string }>(seller, "POST", `/v1/roles/${role}/usermembers`, body)).id;
    },
    openSeller: async (seller, { name, email }) => {
      const settings = { companyName: seller.publisherId, accountType: "Company", address: null, mpnId: "1" };
      await write(seller, "PUT", "/v1/profiles/legalbusiness", { ...settings, primaryContact: { name, email } });
    },
  };
}
