import { call } from "./support/call";
import { CONTOSO, NORDWIND, VIRAL } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const FIND = "/v1.0/tenantRelationships/findTenantInformationBy";
const byDomain = (literal: string) =>
  simulator.as(CONTOSO, "graph", `${FIND}DomainName(domainName=${encodeURIComponent(literal)})`);
const byTenant = (literal: string) => simulator.as(CONTOSO, "graph", `${FIND}TenantId(tenantId=${literal})`);

test("a tenant is found by any of its domains, and by its ID", async () => {
  const contoso = {
    status: 200,
    body: {
      "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.tenantInformation",
      tenantId: CONTOSO,
      displayName: "Contoso",
      defaultDomainName: "contoso.onmicrosoft.com",
      federationBrandName: null,
    },
  };
  expect(await byDomain("'contoso.com'")).toMatchObject(contoso);
  expect(await byDomain("'CONTOSO.onmicrosoft.com'")).toMatchObject(contoso);
  expect(await byTenant(`'${CONTOSO}'`)).toMatchObject(contoso);
  expect(await byDomain("'viral.com'")).toMatchObject({ status: 200, body: { tenantId: VIRAL } });
});

test("an international domain is found in its Unicode and its ASCII form", async () => {
  const found = { status: 200, body: { tenantId: NORDWIND, federationBrandName: "Nordwind" } };
  expect(await byDomain("'bäckerei-nordwind.de'")).toMatchObject(found);
  expect(await byDomain("'xn--bckerei-nordwind-vnb.de'")).toMatchObject(found);
});

test("an unknown domain, tenant ID or path returns 404", async () => {
  const notFound = { status: 404, body: { error: { code: "Request_ResourceNotFound" } } };
  expect(await byDomain("'nobody.example'")).toMatchObject(notFound);
  expect(await byTenant("'55555555-5555-4555-8555-555555555555'")).toMatchObject(notFound);
  expect(await simulator.as(CONTOSO, "graph", "/v1.0/me")).toMatchObject(notFound);
});

test.each([
  "contoso.com",
  "'contoso.com",
  "'con'toso.com'",
  "'contoso.com') or ('a'",
  "'con''toso.com'",
  "''",
  "'no domain'",
])("the OData literal %s is refused as a malformed domain", async (literal) => {
  expect(await byDomain(literal)).toMatchObject({ status: 400, body: { error: { code: "Request_BadRequest" } } });
});

test("a tenant ID that is not a GUID is refused with 400", async () => {
  expect((await byTenant("'contoso.com'")).status).toBe(400);
});

test("a call is refused with 401 unless its token is genuine, unexpired and meant for Graph", async () => {
  const url = `${simulator.url}/graph${FIND}DomainName(domainName='contoso.com')`;
  const person = async (query: string) => {
    const { body } = await simulator.control<{ access_token: string }>(`token?email=owner@contoso.com&${query}`);
    return { authorization: `Bearer ${body.access_token}` };
  };
  const graph = "aud=https://graph.microsoft.com";
  const refused = [
    {},
    { authorization: "Bearer nonsense" },
    await simulator.authorization("cpp", CONTOSO),
    await person(""),
    await person(`${graph}&expiresIn=-60`),
    await person(`${graph}&forge=signature`),
    await person(`${graph}&forge=issuer`),
    await person(`${graph}&forge=none`),
    await person(`${graph}&forge=consumer-key`),
  ];
  for (const headers of refused) {
    expect(await call(url, { headers })).toMatchObject({
      status: 401,
      body: { error: { code: "InvalidAuthenticationToken" } },
    });
  }
  expect((await call(url, { headers: await person(graph) })).status).toBe(200);
});

describe("a batch", () => {
  const request = (id: string, domain = "contoso.com") => ({
    id,
    method: "GET",
    url: `/tenantRelationships/findTenantInformationByDomainName(domainName='${domain}')`,
  });
  const batch = (requests: unknown[]) =>
    simulator.as(CONTOSO, "graph", "/v1.0/$batch", { method: "POST", json: { requests } });

  test("answers each call by its ID", async () => {
    expect(await batch([request("a"), request("b", "nobody.example"), request("c", "viral.com")])).toMatchObject({
      status: 200,
      body: {
        responses: [
          { id: "a", status: 200, body: { tenantId: CONTOSO } },
          { id: "b", status: 404, body: { error: { code: "Request_ResourceNotFound" } } },
          { id: "c", status: 200, body: { tenantId: VIRAL } },
        ],
      },
    });
  });

  test("accepts at most 20 calls, only GETs, with unique IDs", async () => {
    const many = Array.from({ length: 21 }, (_, index) => request(String(index)));
    expect((await batch(many.slice(0, 20))).status).toBe(200);
    expect((await batch(many)).status).toBe(400);
    expect((await batch([request("a"), request("a")])).status).toBe(400);
    expect((await batch([{ ...request("a"), method: "POST" }])).status).toBe(400);
  });
});
