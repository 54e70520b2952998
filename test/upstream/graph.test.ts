import { randomUUID } from "node:crypto";
import type { Upstream } from "../../src/upstream/upstream";
import { answer, type FakeSystems, startFakeSystems } from "./support/fake-systems";
import { openUpstream } from "./support/open-upstream";
import { type Simulated, startSimulated, tenants } from "./support/simulated";

const contoso = { tenantId: tenants.contoso, displayName: "Contoso", defaultDomain: "contoso.com" };

describe("against the simulator", () => {
  let world: Simulated;
  beforeAll(async () => void (world = await startSimulated()));
  afterAll(() => world.stop());

  it("finds the tenant of a domain, or null for an unknown one", async () => {
    expect(await world.upstream.graph.tenantByDomain("Contoso.com")).toEqual(contoso);
    expect(await world.upstream.graph.tenantByDomain("nobody.example")).toBeNull();
  });

  it("finds tenants by ID in several batches, in order, with null for unknown ones", async () => {
    const strangers = Array.from({ length: 40 }, () => randomUUID());
    const ids = [tenants.fabrikam, ...strangers, tenants.contoso.toUpperCase(), "no-guid", tenants.contoso];
    const found = await world.upstream.graph.tenantsById(ids);
    expect(found).toHaveLength(44);
    expect(found[0]).toMatchObject({ displayName: "Fabrikam" });
    expect(found.slice(41)).toEqual([contoso, null, contoso]);
    expect(found.slice(1, 41).every((tenant) => tenant === null)).toBe(true);
    const calls = await world.control<Record<string, number>>("GET", "calls");
    expect(calls["graph POST /v1.0/$batch"]).toBe(3);
  });
});

describe("against a fake", () => {
  let fake: FakeSystems;
  let upstream: Upstream;
  beforeEach(async () => {
    jest.spyOn(Math, "random").mockReturnValue(0);
    fake = await startFakeSystems();
    upstream = openUpstream(fake.url);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await upstream.close();
    await fake.stop();
  });

  it.each([
    "contoso",
    "con'toso.com",
    "contoso.com/..",
    "-contoso.com",
    "contoso.c",
    "a b.com",
    `${"a".repeat(64)}.com`,
    "",
  ])("returns null for the malformed domain %j without a request", async (domain) => {
    expect(await upstream.graph.tenantByDomain(domain)).toBeNull();
    expect(fake.seen).toHaveLength(0);
  });

  it("never takes an undocumented 404 for an unknown domain", async () => {
    fake.react("/graph", answer(404, "<html>not here</html>"));
    await expect(upstream.graph.tenantByDomain("contoso.com")).rejects.toMatchObject({ system: "graph" });
    fake.react("/graph", answer(404, { error: { code: "UnknownError", message: "" } }));
    await expect(upstream.graph.tenantByDomain("contoso.com")).rejects.toMatchObject({ system: "graph" });
  });

  it("names a tenant without a display name after its default domain", async () => {
    fake.react(
      "/graph",
      answer(200, { tenantId: tenants.contoso.toUpperCase(), displayName: "", defaultDomainName: "Contoso.com" }),
    );
    expect(await upstream.graph.tenantByDomain("contoso.com")).toEqual({ ...contoso, displayName: "Contoso.com" });
  });

  it("fails when a batch lacks a usable answer, but caches the usable ones", async () => {
    const one = (id: string, status: number, body: object) => ({ id, status, headers: {}, body });
    const body = { tenantId: tenants.contoso, displayName: "Contoso", defaultDomainName: "contoso.com" };
    fake.react("/graph", answer(200, { responses: [one("1", 429, {}), one("0", 200, body)] }));
    await expect(upstream.graph.tenantsById([tenants.contoso, tenants.fabrikam])).rejects.toMatchObject({
      reason: "no usable answer in a batch (status 429)",
    });
    fake.react("/graph", answer(500, ""));
    expect(await upstream.graph.tenantsById([tenants.contoso])).toEqual([contoso]);
  });

  it("fails when a batch answers about another tenant", async () => {
    const body = { tenantId: tenants.contoso, displayName: "Contoso", defaultDomainName: "contoso.com" };
    fake.react("/graph", answer(200, { responses: [{ id: "0", status: 200, body }] }));
    await expect(upstream.graph.tenantsById([tenants.fabrikam])).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  });
});
