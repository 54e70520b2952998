import { call } from "./support/call";
import { readAcme, writeAcme } from "./support/cpp-client";
import { aboutAcme, partnerCenter, settingsBody } from "./support/partner-center-client";
import { CONTOSO } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const lay = (fault: object) => simulator.control("faults", fault);
const mpn = () => partnerCenter(simulator, "GET", "/v1/profiles/mpn?mpnId=1000001");

test("a fault fails the next `times` calls in the system's error format, 429 with Retry-After", async () => {
  expect((await lay({ system: "partner-center", status: 503, times: 2 })).status).toBe(200);
  for (const expected of [503, 503, 200]) expect((await mpn()).status).toBe(expected);
  await lay({ system: "partner-center", status: 429, times: 1 });
  const reply = await mpn();
  expect(reply).toMatchObject({ status: 429, body: { code: 429, source: "PartnerFD" } });
  expect(reply.headers.get("retry-after")).toBe("1");
});

test("without a count, all matching calls fail until the faults are cleared", async () => {
  await lay({ system: "cpp", method: "get", path: "/api/publishers/acme/users", status: 500 });
  expect(await readAcme(simulator, "/users")).toMatchObject({
    status: 500,
    body: { error: { code: "InternalServerError" } },
  });
  expect((await readAcme(simulator)).status).toBe(200);
  expect((await mpn()).status).toBe(200);
  expect((await readAcme(simulator, "/users")).status).toBe(500);
  await call(`${simulator.url}/simulator/faults`, { method: "DELETE" });
  expect((await readAcme(simulator, "/users")).status).toBe(200);
});

test("a fault can define its own body and headers", async () => {
  await lay({ system: "partner-center", body: { mpnId: "7" }, times: 1 });
  expect(await mpn()).toMatchObject({ status: 200, body: { mpnId: "7" } });
  await lay({ system: "partner-center", status: 503, body: "<html>", headers: { "Retry-After": "30" }, times: 1 });
  const reply = await mpn();
  expect([reply.body, reply.headers.get("retry-after")]).toEqual(["<html>", "30"]);
});

test("a dropped call is not carried out", async () => {
  await lay({ system: "cpp", method: "PUT", drop: true, times: 1 });
  await expect(writeAcme(simulator, "PUT", "", { locked: true })).rejects.toThrow("fetch failed");
  expect(await readAcme(simulator)).toMatchObject({ body: { locked: false } });
});

test("a fault with `after` carries out the call, then drops or replaces the answer", async () => {
  await lay({ system: "cpp", method: "PUT", drop: true, after: true, times: 1 });
  await expect(writeAcme(simulator, "PUT", "", { locked: true })).rejects.toThrow("fetch failed");
  expect(await readAcme(simulator)).toMatchObject({ body: { locked: true } });
  await lay({ system: "partner-center", method: "PUT", status: 500, after: true, times: 1 });
  const path = "/v1/profiles/legalbusiness";
  expect(await partnerCenter(simulator, "PUT", path, settingsBody, aboutAcme)).toMatchObject({
    status: 500,
    body: { code: 500 },
  });
  expect((await partnerCenter(simulator, "GET", path, undefined, aboutAcme)).status).toBe(200);
});

test("a delayed call is answered normally after the delay", async () => {
  await lay({ system: "partner-center", path: "/v1/profiles/mpn", delayMs: 150, times: 1 });
  const begin = performance.now();
  expect((await mpn()).status).toBe(200);
  expect(performance.now() - begin).toBeGreaterThanOrEqual(145);
});

test("a caller can abort a delayed call, and the simulator still stops", async () => {
  await lay({ system: "entra", delayMs: 600_000 });
  const signal = AbortSignal.timeout(50);
  await expect(fetch(`${simulator.url}/entra/common/discovery/v2.0/keys`, { signal })).rejects.toThrow(/timeout/);
});

test("a fault matches paths by prefix, percent-encoded or not", async () => {
  const path = "/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='contoso";
  await lay({ system: "graph", path, status: 404 });
  const find = (literal: string) =>
    simulator.as(
      CONTOSO,
      "graph",
      `/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName=${literal})`,
    );
  expect((await find("'contoso.com'")).status).toBe(404);
  expect((await find("%27contoso.com%27")).status).toBe(404);
  expect((await find("'fabrikam.com'")).status).toBe(200);
});

test.each([false, true])(
  "in a batch, a fault with `times: 1` fails one call and not the others (%s)",
  async (after) => {
    const complaints = jest.spyOn(console, "error");
    await lay({ system: "graph", path: "/v1.0/tenantRelationships", drop: true, after, times: 1 });
    const url = "/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')";
    const requests = ["a", "b"].map((id) => ({ id, method: "GET", url }));
    const reply = await simulator.as(CONTOSO, "graph", "/v1.0/$batch", { method: "POST", json: { requests } });
    expect(reply).toMatchObject({
      status: 200,
      body: {
        responses: [
          { id: "a", status: 504 },
          { id: "b", status: 200 },
        ],
      },
    });
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
  },
);

test.each([
  [{}],
  [{ system: "moon" }],
  [{ system: "simulator", status: 500 }],
  [{ system: "cpp", status: 99 }],
  [{ system: "cpp", delayMs: -1 }],
  [{ system: "cpp", times: 0 }],
  [{ system: "cpp", colour: "red" }],
])("the invalid fault %j is refused", async (fault) => {
  expect(await lay(fault)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
});
