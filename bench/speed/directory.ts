import { Agent, request } from "undici";

/** A tenant as the directory describes it. */
export interface DirectoryTenant {
  tenantId: string;
  displayName: string;
}

const agent = new Agent({ connections: 32 });
const { ENTRA_URL, GRAPH_URL, CLIENT_ID, CLIENT_SECRET, HOME_TENANT_ID } = process.env;
let token: Promise<string> | undefined;

async function ask<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  const { statusCode, body } = await request(url, { dispatcher: agent, headers });
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  return (await body.json()) as T;
}

async function grant(): Promise<string> {
  const { body } = await request(`${ENTRA_URL}/${HOME_TENANT_ID}/oauth2/v2.0/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      ...{ grant_type: "client_credentials", client_id: CLIENT_ID!, client_secret: CLIENT_SECRET! },
      scope: "https://graph.microsoft.com/.default",
    }).toString(),
  });
  return ((await body.json()) as { access_token: string }).access_token;
}

/** What the service asks before it decides on a work e-mail: the realm of the address, and the tenant of its domain. */
export async function tenantOfAddress(address: string): Promise<DirectoryTenant> {
  token ??= grant();
  const find = `${GRAPH_URL}/v1.0/tenantRelationships/findTenantInformationByDomainName`;
  const [realm, tenant] = await Promise.all([
    ask<{ NameSpaceType: string }>(
      `${ENTRA_URL}/common/userrealm/?user=${encodeURIComponent(address)}&api-version=2.1`,
    ),
    ask<DirectoryTenant>(`${find}(domainName='${address.split("@")[1]}')`, { authorization: `Bearer ${await token}` }),
  ]);
  if (realm.NameSpaceType === "Unknown") throw new Error(`${address} belongs to nobody`);
  return tenant;
}
