import type { Upstream } from "../../src/upstream/upstream";
import { testClock } from "../support/test-clock";
import { answer, type FakeSystems, startFakeSystems } from "./support/fake-systems";
import { openUpstream } from "./support/open-upstream";
import { type Simulated, startSimulated, tenants } from "./support/simulated";

const contoso = {
  mpnId: "1234567",
  partnerName: "Contoso",
  status: "ACTIVE",
  locations: ["7654321"],
  registeredTenantId: tenants.contoso,
  tenantIds: [tenants.contoso, tenants.viral],
};

describe("against the simulator", () => {
  let world: Simulated;
  beforeAll(async () => void (world = await startSimulated()));
  afterAll(() => world.stop());

  it("finds a membership by its global MPN ID, by a location's MPN ID and by each of its tenants", async () => {
    const { partnerCenter } = world.upstream;
    expect(await partnerCenter.membershipByMpnId("1234567")).toEqual(contoso);
    expect(await partnerCenter.membershipByMpnId("7654321")).toEqual(contoso);
    expect(await partnerCenter.membershipByTenant(tenants.contoso)).toEqual(contoso);
    expect(await partnerCenter.membershipByTenant(tenants.viral.toUpperCase())).toEqual(contoso);
  });

  it("returns null for unknown or malformed MPN IDs and tenants", async () => {
    const { partnerCenter } = world.upstream;
    expect(await partnerCenter.membershipByMpnId("99")).toBeNull();
    expect(await partnerCenter.membershipByMpnId("007")).toBeNull();
    expect(await partnerCenter.membershipByMpnId("12345678901")).toBeNull();
    expect(await partnerCenter.membershipByTenant(tenants.fabrikam)).toBeNull();
    expect(await partnerCenter.membershipByTenant("no-guid")).toBeNull();
  });

  it("sees a change only with a fresh read, which updates the cache", async () => {
    const { partnerCenter } = world.upstream;
    await partnerCenter.membershipByMpnId("1234567");
    await world.control("POST", "vetting", { mpnId: "1234567", status: "Pending" });
    expect(await partnerCenter.membershipByMpnId("1234567")).toMatchObject({ status: "ACTIVE" });
    expect(await partnerCenter.membershipByMpnId("1234567", { fresh: true })).toMatchObject({ status: "PENDING" });
    expect(await partnerCenter.membershipByMpnId("1234567")).toMatchObject({ status: "PENDING" });
    expect(await partnerCenter.membershipByTenant(tenants.contoso, { fresh: true })).toMatchObject({
      status: "PENDING",
    });
  });
});

describe("against a fake", () => {
  const profile = "/partner-center/v1/profiles/mpn";
  const mapping = "/partner-center/accountenrollments/v1/pgatocspmapping";
  const none = (code: number | string) => answer(404, { code, description: "none", data: [], source: "PartnerFD" });
  const mapped = (mpnId: string, tenantId = tenants.contoso, isRegistered = true) =>
    answer(200, {
      partnerGlobalAccount: { mpnId, partnerName: "Contoso", status: "Active" },
      locations: [{ mpnId: "7654321" }],
      tenants: [{ tenantId, isRegistered }],
    });

  let fake: FakeSystems;
  let upstream: Upstream;
  const clock = testClock();
  beforeEach(async () => {
    jest.spyOn(Math, "random").mockReturnValue(0);
    fake = await startFakeSystems();
    upstream = openUpstream(fake.url, { clock });
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await upstream.close();
    await fake.stop();
  });

  it.each([3000, "3000"])("takes a 404 with code %j for an unknown MPN ID", async (code) => {
    fake.react(profile, none(code));
    expect(await upstream.partnerCenter.membershipByMpnId("1234567")).toBeNull();
  });

  it.each([
    ["404 with another code", none(3001)],
    ["404 without JSON", answer(404, "<html>")],
    ["401", answer(401, { code: 900, description: "no" })],
    ["403", answer(403, { code: 1000, description: "no" })],
    ["429", answer(429, { code: 429, description: "slow down" }, { "retry-after": "20" })],
    ["500", answer(500, { code: 500, description: "sorry" })],
    ["400", answer(400, { code: 2000, description: "what" })],
    ["another MPN ID in the body", answer(200, { mpnId: "7654321" })],
  ])("never takes %s for an unknown MPN ID", async (_name, fault) => {
    fake.react(profile, fault);
    await expect(upstream.partnerCenter.membershipByMpnId("1234567")).rejects.toMatchObject({
      name: "UpstreamUnavailable",
      system: "partner-center",
    });
  });

  it.each([
    ["no mapping for an existing profile", none(3000)],
    ["another account's mapping", mapped("5555555")],
    ["a mapping without a registered tenant", mapped("1234567", tenants.contoso, false)],
  ])("fails as unavailable on %s", async (_name, reaction) => {
    fake.react(profile, answer(200, { mpnId: 1234567 }));
    fake.react(mapping, reaction);
    await expect(upstream.partnerCenter.membershipByMpnId("1234567")).rejects.toMatchObject({
      name: "UpstreamUnavailable",
    });
  });

  it("fails as unavailable on a mapping that lacks the requested tenant", async () => {
    fake.react(mapping, mapped("1234567"));
    await expect(upstream.partnerCenter.membershipByTenant(tenants.fabrikam)).rejects.toMatchObject({
      name: "UpstreamUnavailable",
    });
  });

  it("caches the membership of a tenant, but not its absence", async () => {
    fake.react(mapping, none(3000), none(3000), mapped("1234567"));
    const ask = () => upstream.partnerCenter.membershipByTenant(tenants.contoso);
    expect([await ask(), await ask()]).toEqual([null, null]);
    expect(await ask()).toMatchObject({ mpnId: "1234567" });
    expect(await ask()).toMatchObject({ mpnId: "1234567" });
    expect(fake.seen).toHaveLength(3);
  });

  it("serves a stale membership during an outage, except to a fresh read", async () => {
    fake.react(mapping, mapped("1234567"), answer(503, ""));
    await upstream.partnerCenter.membershipByTenant(tenants.contoso);
    clock.advance(60_001);
    expect(await upstream.partnerCenter.membershipByTenant(tenants.contoso)).toMatchObject({ mpnId: "1234567" });
    await expect(upstream.partnerCenter.membershipByTenant(tenants.contoso, { fresh: true })).rejects.toMatchObject({
      reason: "status 503",
    });
  });

  it("sends one correlation ID in both calls of a lookup, and the locale en-US", async () => {
    fake.react(profile, answer(200, { mpnId: "1234567" }));
    fake.react(mapping, mapped("1234567"));
    await upstream.partnerCenter.membershipByMpnId("1234567");
    const ids = fake.seen.map(({ headers }) => headers["ms-correlationid"]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(fake.seen[0]?.headers["x-locale"]).toBe("en-US");
  });

  it("shares one time limit between both calls of a lookup", async () => {
    const now = performance.now.bind(performance);
    let passed = 0;
    jest.spyOn(performance, "now").mockImplementation(() => now() + passed);
    fake.react(profile, (response, request) => {
      passed = 4_000;
      answer(200, { mpnId: "1234567" })(response, request);
    });
    fake.react(mapping, mapped("1234567"));
    await expect(upstream.partnerCenter.membershipByMpnId("1234567")).rejects.toMatchObject({
      reason: "no answer in time",
    });
    expect(fake.seen).toHaveLength(1);
  });
});
