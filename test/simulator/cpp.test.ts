import { randomUUID } from "node:crypto";
import { call } from "./support/call";
import { readAcme, writeAcme, type CppError } from "./support/cpp-client";
import { acme, CONTOSO } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const read = <T>(path?: string) => readAcme<T>(simulator, path);
const write = (method: "PUT" | "DELETE", path: string, body?: unknown, headers?: Record<string, string>) =>
  writeAcme<CppError>(simulator, method, path, body, headers);
const eve = { kind: "person", email: "Eve@contoso.com", displayName: "Eve", role: "Contributor", identity: "work" };

test("a publisher, its settings and its users are returned with the same ETag", async () => {
  const publisher = await read();
  const { displayName, accountType, mpnId, signInEmail, sellerContact, users } = acme;
  const state = { locked: false, managedIn: "CPP" };
  expect(publisher.body).toEqual({ id: "acme", displayName, accountType, mpnId, signInEmail, ...state });
  const settings = await read("/settings");
  expect(settings.body).toEqual({ displayName, sellerContact });
  const list = await read("/users");
  expect(list.body).toEqual({
    value: [
      { principal: "owner@contoso.com", ...users[0] },
      { principal: "carl@contoso.com", ...users[1] },
    ],
  });
  expect(new Set([publisher, settings, list].map(({ headers }) => headers.get("etag"))).size).toBe(1);
});

test("a locked publisher refuses settings writes but accepts user writes", async () => {
  expect(await write("PUT", "", { locked: true, managedIn: "PartnerCenter" })).toMatchObject({
    status: 200,
    body: { id: "acme", locked: true, managedIn: "PartnerCenter" },
  });
  const settings = { displayName: "Acme 2", sellerContact: acme.sellerContact };
  expect(await write("PUT", "/settings", settings)).toMatchObject({
    status: 403,
    body: { error: { code: "PublisherLocked" } },
  });
  expect((await write("PUT", "/users/eve@contoso.com", eve)).status).toBe(201);
});

test("PUT settings replaces the settings and the publisher's display name", async () => {
  const address = { line1: "1 Main Street", city: "Seattle", countryCode: "US" };
  const settings = { displayName: "Acme 2", sellerContact: { ...acme.sellerContact, phone: "1", address } };
  expect(await write("PUT", "/settings", settings)).toMatchObject({ status: 200, body: settings });
  expect((await read("/settings")).body).toEqual(settings);
  expect(await read()).toMatchObject({ body: { displayName: "Acme 2" } });
});

test("users are added, replaced and removed by their principal", async () => {
  expect(await write("PUT", "/users/eve%40contoso.com", eve)).toMatchObject({ status: 201, body: eve });
  expect((await write("PUT", "/users/EVE@contoso.com", { ...eve, role: "Owner" })).status).toBe(200);
  expect((await write("DELETE", "/users/owner@contoso.com")).status).toBe(204);
  expect(await read("/users")).toMatchObject({
    body: { value: [{ principal: "carl@contoso.com" }, { principal: "eve@contoso.com", role: "Owner" }] },
  });
  expect(await write("DELETE", "/users/owner@contoso.com")).toMatchObject({
    status: 404,
    body: { error: { code: "UserNotFound" } },
  });
  const application = { kind: "application", applicationId: randomUUID(), displayName: null, role: "Contributor" };
  const { applicationId } = application;
  expect((await write("PUT", `/users/${applicationId}`, { ...application, identity: "work" })).status).toBe(201);
});

test("the last owner can be neither removed nor demoted", async () => {
  const lastOwner = { status: 409, body: { error: { code: "LastOwner" } } };
  expect(await write("DELETE", "/users/owner@contoso.com")).toMatchObject(lastOwner);
  const demoted = { ...acme.users[0], role: "Contributor" };
  expect(await write("PUT", "/users/owner@contoso.com", demoted)).toMatchObject(lastOwner);
});

test.each([
  ["PUT", "", { locked: false }],
  ["PUT", "", { mpnId: "1" }],
  ["PUT", "/settings", { displayName: "Acme" }],
  ["PUT", "/settings", { displayName: "Acme", sellerContact: { ...acme.sellerContact, fax: "1" } }],
  ["PUT", "/users/other@contoso.com", eve],
  ["PUT", "/users/eve@contoso.com", { ...eve, role: "Admin" }],
  ["PUT", "/users/eve@contoso.com", { ...eve, principal: "eve@contoso.com" }],
  ["PUT", "/users/eve@contoso.com", undefined],
] as const)("%s %s with the body %j is a bad request and keeps the ETag", async (method, path, body) => {
  const etag = (await read()).headers.get("etag");
  expect(await write(method, path, body)).toMatchObject({ status: 400, body: { error: { code: "BadRequest" } } });
  expect((await read()).headers.get("etag")).toBe(etag);
});

test("a write needs the current ETag in If-Match: 400 without one or with *, 412 with a stale one", async () => {
  const path = "/api/publishers/acme?api-version=2017-10-31";
  const options = { method: "PUT", json: { locked: true } };
  expect((await simulator.as(CONTOSO, "cpp", path, options)).status).toBe(400);
  expect((await write("PUT", "", options.json, { "if-match": "*" })).status).toBe(400);
  const seen = (await read()).headers.get("etag") ?? "";
  const changed = await write("PUT", "/users/eve@contoso.com", eve);
  expect(changed.headers.get("etag")).not.toBe(seen);
  const stale = await write("PUT", "", options.json, { "if-match": seen });
  expect(stale).toMatchObject({ status: 412, body: { error: { code: "PreconditionFailed" } } });
  expect(stale.headers.get("etag")).toBe(changed.headers.get("etag"));
  expect((await read()).headers.get("etag")).toBe(changed.headers.get("etag"));
});

test("a write that changes nothing keeps the ETag", async () => {
  const etag = (await read()).headers.get("etag");
  expect((await write("PUT", "/users/owner@contoso.com", acme.users[0])).headers.get("etag")).toBe(etag);
  expect((await write("PUT", "", {})).headers.get("etag")).toBe(etag);
});

test("a call needs the API version, a token, a JSON content type, and a known path and publisher", async () => {
  const as = (path: string) => simulator.as(CONTOSO, "cpp", path);
  expect((await as("/api/publishers/acme")).status).toBe(400);
  expect((await as("/api/publishers/acme?api-version=2016-01-01")).status).toBe(400);
  expect(await as("/api/publishers/nobody?api-version=2017-10-31")).toMatchObject({
    status: 404,
    body: { error: { code: "PublisherNotFound" } },
  });
  expect(await as("/api/offers?api-version=2017-10-31")).toMatchObject({
    status: 404,
    body: { error: { code: "NotFound" } },
  });
  const anonymous = await call(`${simulator.url}/cpp/api/publishers/acme?api-version=2017-10-31`);
  expect(anonymous).toMatchObject({ status: 401, body: { error: { code: "Unauthorized" } } });
  expect((await write("PUT", "", { locked: true }, { "content-type": "text/plain" })).status).toBe(415);
});
