import type { Upstream } from "../../src/upstream/upstream";
import { testClock } from "../support/test-clock";
import { answer, type FakeSystems, startFakeSystems } from "./support/fake-systems";
import { homeTenantId, openUpstream } from "./support/open-upstream";

const partner = "22222222-2222-4222-8222-222222222222";
const key = { requestId: "55555555-5555-4555-8555-555555555555" };
const found = answer(200, { tenantId: partner, displayName: "Contoso", defaultDomainName: "contoso.com" });
const changed = answer(200, {}, { etag: '"2"' });
const vetting = answer(200, { vettingStatus: "Pending", vettingSubStatus: "Decision" });

let fake: FakeSystems;
let upstream: Upstream;
const clock = testClock();

beforeEach(async () => {
  jest.spyOn(Math, "random").mockReturnValue(0);
  fake = await startFakeSystems();
  upstream = openUpstream(fake.url, { cacheMs: 0, clock });
});

afterEach(async () => {
  jest.restoreAllMocks();
  await upstream.close();
  await fake.stop();
});

const bearers = () => fake.seen.map(({ headers }) => headers.authorization);

it("concurrent calls share one access token request, and later calls reuse the token", async () => {
  fake.react("/graph", found);
  await Promise.all([upstream.graph.tenantByDomain("contoso.com"), upstream.graph.tenantByDomain("fabrikam.com")]);
  await upstream.graph.tenantByDomain("contoso.com");
  expect(bearers()).toEqual(["Bearer t1", "Bearer t1", "Bearer t1"]);
});

it("an access token is requested with the client secret, for one tenant and one system", async () => {
  const forms: { url: string; body: string }[] = [];
  fake.react("/graph", found);
  fake.react("/cpp", changed);
  fake.react("/partner-center", vetting);
  fake.react("/entra", (response, request) => {
    forms.push(request);
    answer(200, { token_type: "Bearer", expires_in: 3599, access_token: `t${forms.length}` })(response, request);
  });
  await upstream.graph.tenantByDomain("contoso.com");
  await upstream.cpp.lock("p", '"1"', key);
  await upstream.partnerCenter.vetting(partner);
  await upstream.partnerCenter.vetting(homeTenantId);
  expect(forms.map(({ url }) => url.split("/")[2])).toEqual([homeTenantId, homeTenantId, partner, homeTenantId]);
  expect(forms.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual(
    [
      "https://graph.microsoft.com/.default",
      "https://cloudpartner.azure.com/.default",
      "https://api.partnercenter.microsoft.com/.default",
      "https://api.partnercenter.microsoft.com/.default",
    ].map((scope) => ({ grant_type: "client_credentials", client_id: "client", client_secret: "secret", scope })),
  );
  expect(bearers()).toEqual(["Bearer t1", "Bearer t2", "Bearer t3", "Bearer t4"]);
});

it("an access token is renewed five minutes before it expires", async () => {
  fake.react("/graph", found);
  await upstream.graph.tenantByDomain("contoso.com");
  clock.advance(3_298_000);
  await upstream.graph.tenantByDomain("contoso.com");
  clock.advance(1_000);
  await upstream.graph.tenantByDomain("contoso.com");
  expect(bearers()).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
});

it("an access token is renewed once after a 401, and a second 401 fails the call", async () => {
  fake.react("/graph", answer(401, "no"), found);
  expect(await upstream.graph.tenantByDomain("contoso.com")).toMatchObject({ tenantId: partner });
  expect(bearers()).toEqual(["Bearer t1", "Bearer t2"]);

  fake.react("/graph", answer(401, "no"));
  await expect(upstream.graph.tenantByDomain("fabrikam.com")).rejects.toMatchObject({
    system: "graph",
    reason: "status 401",
  });
  expect(fake.tokens()).toBe(3);
});

it("concurrent calls refused with 401 share one token renewal", async () => {
  fake.react("/graph", (response, request) => {
    const isOld = request.headers.authorization === "Bearer t1";
    (isOld ? answer(401, "no") : found)(response, request);
  });
  const domains = ["a.com", "b.com", "c.com", "d.com"];
  await Promise.all(domains.map((domain) => upstream.graph.tenantByDomain(domain)));
  expect(fake.tokens()).toBe(2);
});

it.each([
  ["a wrong secret", answer(401, { error: "invalid_client", error_description: "AADSTS7000215" })],
  ["an unknown tenant", answer(400, { error: "invalid_tenant", error_description: "AADSTS90002" })],
  ["an outage", answer(503, "")],
  ["a malformed token", answer(200, { token_type: "Bearer", expires_in: 3599, access_token: "a b" })],
])("a call is not sent and fails as unavailable when its token request fails because of %s", async (_name, fault) => {
  fake.react("/entra", fault);
  await expect(upstream.partnerCenter.applyForMembership(partner, profile, key)).rejects.toMatchObject({
    name: "UpstreamUnavailable",
    system: "entra",
  });
  expect(fake.seen).toHaveLength(0);
});

const profile = {
  companyName: "Contoso",
  address: { line1: "Street 1", line2: null, city: "Lund", region: null, postalCode: null, countryCode: "SE" },
  primaryContact: { firstName: "Ann", lastName: "Owner", email: "ann@contoso.com", phone: null },
};
