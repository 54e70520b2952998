import { decodeJwt } from "jose";
import { call } from "./support/call";
import { CONSUMERS, CONTOSO } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

interface Configuration {
  issuer: string;
  jwks_uri: string;
}
interface Keys {
  keys: Record<string, string>[];
}

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const configuration = (tenant: string) =>
  call<Configuration>(`${simulator.url}/entra/${tenant}/v2.0/.well-known/openid-configuration`);
const keyIssuers = async (tenant: string) => {
  const { body } = await call<Keys>((await configuration(tenant)).body.jwks_uri);
  return body.keys.map((key) => key["issuer"]);
};

test.each([
  [CONTOSO, CONTOSO],
  ["contoso.com", CONTOSO],
  ["contoso.onmicrosoft.com", CONTOSO],
  ["common", "{tenantid}"],
  ["organizations", "{tenantid}"],
  ["consumers", CONSUMERS],
  [CONSUMERS, CONSUMERS],
])("the OpenID configuration of %s has the issuer of tenant %s", async (name, tenant) => {
  const { status, body } = await configuration(name);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    issuer: `${simulator.url}/entra/${tenant}/v2.0`,
    id_token_signing_alg_values_supported: ["RS256"],
  });
});

test("each authority publishes the keys of its issuers, and each key names its issuer", async () => {
  const work = `${simulator.url}/entra/{tenantid}/v2.0`;
  const consumer = `${simulator.url}/entra/${CONSUMERS}/v2.0`;
  expect(await keyIssuers("common")).toEqual([work, consumer]);
  expect(await keyIssuers("organizations")).toEqual([work]);
  expect(await keyIssuers("contoso.com")).toEqual([work]);
  expect(await keyIssuers("consumers")).toEqual([consumer]);
});

test("published keys contain only public parameters and no algorithm", async () => {
  const { body } = await call<Keys>(`${simulator.url}/entra/common/discovery/v2.0/keys`);
  for (const key of body.keys)
    expect(Object.keys(key).sort()).toEqual(["e", "issuer", "kid", "kty", "n", "use", "x5t"]);
});

test.each(["nobody.example", "55555555-5555-4555-8555-555555555555"])("%s fails with invalid_tenant", async (name) => {
  const { status, body } = await configuration(name);
  expect(status).toBe(400);
  expect(body).toMatchObject({ error: "invalid_tenant", error_codes: [90002] });
});

describe("client credentials", () => {
  const good = {
    grant_type: "client_credentials",
    client_id: "bff",
    client_secret: "secret",
    scope: "https://graph.microsoft.com/.default",
  };

  test("give an app-only token for the resource in the tenant", async () => {
    const { status, body } = await simulator.requestToken("contoso.com", good);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599 });
    const claims = decodeJwt(body.access_token);
    expect(claims).toMatchObject({ aud: "https://graph.microsoft.com", tid: CONTOSO, appid: "bff" });
    expect(claims).not.toHaveProperty("scp");
  });

  test.each([
    [{ client_secret: "guess" }, 401, "invalid_client", "AADSTS7000215"],
    [{ client_id: "other" }, 400, "unauthorized_client", "AADSTS700016"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type", "AADSTS70003"],
    [{ scope: "https://graph.microsoft.com/User.Read" }, 400, "invalid_scope", "AADSTS70011"],
  ])("with %j are refused", async (fault, status, error, code) => {
    const reply = await simulator.requestToken(CONTOSO, { ...good, ...fault });
    expect(reply).toMatchObject({ status, body: { error, error_description: expect.stringContaining(code) } });
  });

  test("are refused for an unknown tenant and for common", async () => {
    expect(await simulator.requestToken("nobody.example", good)).toMatchObject({
      status: 400,
      body: { error: "invalid_tenant" },
    });
    expect((await simulator.requestToken("common", good)).status).toBe(400);
  });

  test("sent as JSON are refused with 415", async () => {
    const url = `${simulator.url}/entra/${CONTOSO}/oauth2/v2.0/token`;
    expect((await call(url, { method: "POST", json: good })).status).toBe(415);
  });
});

describe("realm discovery", () => {
  const realm = (user: string, version = "2.1") =>
    call(`${simulator.url}/entra/common/userrealm/?user=${encodeURIComponent(user)}&api-version=${version}`);

  test.each([
    ["a@contoso.com", { NameSpaceType: "Managed", DomainName: "contoso.com" }],
    ["a@bäckerei-nordwind.de", { NameSpaceType: "Federated", DomainName: "xn--bckerei-nordwind-vnb.de" }],
    ["a@viral.com", { NameSpaceType: "Managed", IsViral: true }],
    ["a@live.se", { NameSpaceType: "Unknown", ConsumerDomain: true }],
    ["a@outlook.com", { NameSpaceType: "Unknown", ConsumerDomain: true }],
    ["a@nobody.example", { NameSpaceType: "Unknown" }],
  ])("classifies %s", async (user, expected) => {
    expect(await realm(user)).toMatchObject({ status: 200, body: { Login: user, ...expected } });
  });

  test("omits ConsumerDomain and IsViral when neither applies", async () => {
    const { body } = await realm("a@live.contoso.com");
    expect(body).not.toHaveProperty("ConsumerDomain");
    expect(body).not.toHaveProperty("IsViral");
  });

  test("refuses an empty user and an unsupported API version", async () => {
    expect((await realm("")).status).toBe(400);
    expect((await realm("a@contoso.com", "3.0")).status).toBe(400);
  });
});

test("an unknown path returns 404 in Entra's error format", async () => {
  const reply = await call(`${simulator.url}/entra/common/nothing`);
  expect(reply).toMatchObject({ status: 404, body: { error: "not_found", error_codes: [] } });
});
