import { mayRead } from "../../simulator/control/may-read";
import { call } from "./support/call";
import { readAcme } from "./support/cpp-client";
import { partnerCenter } from "./support/partner-center-client";
import { acme, CONTOSO, smallWorld } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const users = async () => {
  const { body } = await readAcme<{ value: { principal: string }[] }>(simulator, "/users");
  return body.value.map(({ principal }) => principal);
};

test("GET state returns an account in CPP and Partner Center; an unknown one is 404, no ID is 400", async () => {
  expect(await simulator.control("state?publisherId=acme")).toMatchObject({
    status: 200,
    body: { cpp: { locked: false, users: [{ principal: "owner@contoso.com" }, {}] }, partnerCenter: null },
  });
  expect((await simulator.control("state?publisherId=nobody")).status).toBe(404);
  expect((await simulator.control("state")).status).toBe(400);
});

test("POST world adds new entries and replaces existing ones", async () => {
  const tenantId = "77777777-7777-4777-8777-777777777777";
  const tenant = { tenantId, displayName: "Litware", defaultDomain: "litware.com", domains: [], managed: true };
  const person = { email: "owner@contoso.com", displayName: "Olivia II", tenantId, oid: tenantId };
  const mpnAccount = { ...smallWorld.mpnAccounts[0], tenantId, associatedTenants: [], locations: [] };
  const accounts = [
    { ...acme, displayName: "Acme II" },
    { ...acme, publisherId: "zenith" },
  ];
  const entries = { tenants: [tenant], people: [person], mpnAccounts: [mpnAccount], accounts };
  const etag = (await readAcme(simulator)).headers.get("etag");

  const reply = await simulator.control("world", entries);
  expect(reply).toMatchObject({ status: 200, body: { tenants: 1, people: 1, mpnAccounts: 1, accounts: 2 } });
  expect((await simulator.control(`token?email=owner@contoso.com&guestIn=${CONTOSO}`)).status).toBe(200);
  const profile = (mpnId: string) => partnerCenter(simulator, "GET", `/v1/profiles/mpn?mpnId=${mpnId}`);
  expect((await profile("2000001")).status).toBe(404);
  expect((await profile("1000001")).status).toBe(200);
  const replaced = await readAcme(simulator);
  expect(replaced).toMatchObject({ body: { displayName: "Acme II" } });
  expect(replaced.headers.get("etag")).not.toBe(etag);
  expect((await simulator.control("state?publisherId=zenith")).status).toBe(200);
});

test("POST publishers changes a publisher in CPP with a new ETag and records no effect", async () => {
  const etag = (await readAcme(simulator)).headers.get("etag");
  const eve = { kind: "person", email: "eve@contoso.com", displayName: "Eve", role: "Owner", identity: "work" };
  const change = { mpnId: null, displayName: "Acme III", removeUser: "Owner@contoso.com", addUser: eve };
  expect(await simulator.control("publishers/acme", change)).toMatchObject({ status: 200, body: { mpnId: null } });
  const after = await readAcme(simulator);
  expect(after).toMatchObject({ body: { mpnId: null, displayName: "Acme III" } });
  expect(after.headers.get("etag")).not.toBe(etag);
  expect(await users()).toEqual(["carl@contoso.com", "eve@contoso.com"]);
  const sellerContact = { ...acme.sellerContact, phone: "1" };
  await simulator.control("publishers/acme", { settings: { sellerContact } });
  expect(await readAcme(simulator, "/settings")).toMatchObject({ body: { displayName: "Acme III", sellerContact } });
  expect((await simulator.control("effects")).body).toEqual([]);
});

test("GET people searches by name, e-mail and account, returns account roles, and rejects first=0", async () => {
  const found = async (search: string) =>
    (await simulator.control<{ email: string }[]>(`people?search=${search}`)).body.map(({ email }) => email);
  const everybody = smallWorld.people.map(({ email }) => email);
  expect((await found("")).sort()).toEqual([...everybody].sort());
  expect(await found("nobody-has-this-name")).toEqual([]);
  expect(await found("olivia")).toEqual(["owner@contoso.com"]);
  expect(await found("OUTLOOK.com")).toEqual(["pat@outlook.com"]);
  expect(await found("Acme")).toEqual(["owner@contoso.com"]);
  const [owner] = (await simulator.control<object[]>("people?search=OWNER@contoso.com&first=1")).body;
  expect(owner).toMatchObject({
    email: "owner@contoso.com",
    accounts: [{ publisherId: "acme", displayName: acme.displayName, role: "Owner" }],
  });
  expect(await found("contoso.com")).toEqual(["owner@contoso.com"]);
  expect(await found("support")).toEqual(["support@partner.example"]);
  for (const name of ["email", "displayName", "publisherId", "[]", '"']) expect(await found(name)).toEqual([]);
  expect((await simulator.control("people?first=0")).status).toBe(400);
});

test("CORS headers allow loopback origins and no others", async () => {
  const allowed = async (origin: string) =>
    (await call(`${simulator.url}/simulator/people`, { headers: { origin } })).headers.get(
      "access-control-allow-origin",
    );
  for (const origin of ["http://127.0.0.1:4000", "http://localhost:4000", "http://[::1]:1"])
    expect(await allowed(origin)).toBe(origin);
  for (const origin of ["https://elsewhere.example", "http://localhost.elsewhere.example", "null"])
    expect(await allowed(origin)).toBeNull();
  expect(mayRead("http://192.168.1.5:4000", "http://192.168.1.5:4010")).toBe(true);
  for (const origin of ["http://192.168.1.6:4000", "null", undefined])
    expect(mayRead(origin, "http://192.168.1.5:4010")).toBe(false);
});

test("pages of this machine may not write", async () => {
  const headers = { origin: "http://localhost:4000", "access-control-request-method": "POST" };
  const asking = { ...headers, "access-control-request-headers": "content-type" };
  const preflight = await call(`${simulator.url}/simulator/world`, { method: "OPTIONS", headers: asking });
  expect(preflight.headers.get("access-control-allow-methods")).toBe("GET");
  expect(preflight.headers.get("access-control-allow-headers")).toBe("");
  // A page may send these bodies without asking.
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const body = JSON.stringify({ people: [] });
    const sent = { method: "POST", headers: { ...headers, "content-type": type }, body };
    expect((await fetch(`${simulator.url}/simulator/world`, sent)).status).toBe(415);
  }
});

test("GET calls counts requests by system, method and path, including failed ones", async () => {
  await simulator.control("faults", { system: "cpp", status: 500, times: 1 });
  await readAcme(simulator);
  await readAcme(simulator, "/users");
  await readAcme(simulator, "/users");
  await call(`${simulator.url}/cpp/nothing`);
  await simulator.as(
    CONTOSO,
    "graph",
    "/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='a.com')",
  );
  expect((await simulator.control("calls?system=cpp")).body).toEqual({
    "cpp GET /api/publishers/{publisherId}": 1,
    "cpp GET /api/publishers/{publisherId}/users": 2,
    "cpp GET (unknown path)": 1,
  });
  expect((await simulator.control("calls")).body).toMatchObject({
    "entra POST /{tenant}/oauth2/v2.0/token": 4,
    "graph GET /v1.0/tenantRelationships/findTenantInformationByDomainName": 1,
  });
});

test.each([
  ["world", { tenants: [{}] }, 400],
  ["world", { planets: [] }, 400],
  ["world", { accounts: [{ ...acme, users: [] }] }, 400],
  ["keys", { rotate: "house" }, 400],
  ["publishers/acme", {}, 400],
  ["publishers/acme", { locked: "yes" }, 400],
  ["publishers/acme", { removeUser: "nobody@contoso.com" }, 404],
  ["publishers/nobody", { mpnId: "1" }, 404],
  ["nothing", {}, 404],
])("POST %s %j is answered with %i", async (path, body, status) => {
  expect(await simulator.control(path, body)).toMatchObject({ status, body: { error: expect.any(String) } });
});

test.each(["effects?colour=red", "calls?system=moon", "state?publisher=acme"])("GET %s returns 400", async (path) => {
  expect((await simulator.control(path)).status).toBe(400);
});

test("a path of no system returns 404, and invalid percent-encoding gets CPP's BadRequest", async () => {
  expect(await call(`${simulator.url}/nothing`)).toMatchObject({ status: 404, body: { error: "No such call" } });
  expect((await call(`${simulator.url}/cpp/%zz`)).body).toMatchObject({ error: { code: "BadRequest" } });
});
