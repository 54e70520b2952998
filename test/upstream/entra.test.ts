import { testClock } from "../support/test-clock";
import { answer, startFakeSystems } from "./support/fake-systems";
import { openUpstream } from "./support/open-upstream";
import { type Simulated, startSimulated } from "./support/simulated";

let world: Simulated;
beforeAll(async () => void (world = await startSimulated()));
afterAll(() => world.stop());

it.each([
  ["ann@contoso.com", { consumer: false, unmanaged: false }],
  ["someone@viral.example", { consumer: false, unmanaged: true }],
  ["someone@outlook.com", { consumer: true, unmanaged: false }],
  ["someone+tag@nobody.example", { consumer: false, unmanaged: false }],
])("returns the realm of %s", async (address, realm) => {
  expect(await world.upstream.entra.realm(address)).toEqual(realm);
});

it("fails as unavailable when a realm answer lacks NameSpaceType", async () => {
  const fake = await startFakeSystems();
  const upstream = openUpstream(fake.url);
  try {
    fake.react("/entra/common/userrealm/", answer(200, { ConsumerDomain: true }));
    await expect(upstream.entra.realm("ann@contoso.com")).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  } finally {
    await upstream.close();
    await fake.stop();
  }
});

it("caches the realm of an address in any letter case, and serves it stale during an outage", async () => {
  const fake = await startFakeSystems();
  const clock = testClock();
  const upstream = openUpstream(fake.url, { clock });
  try {
    fake.react("/entra/common/userrealm/", answer(200, { NameSpaceType: "Federated", IsViral: true }), answer(500, ""));
    const realm = await upstream.entra.realm("Ann@contoso.com");
    await upstream.entra.realm("ann@contoso.com");
    expect(realm).toEqual({ consumer: false, unmanaged: true });
    expect(fake.seen).toHaveLength(1);
    expect(fake.seen[0]?.url).toBe("/entra/common/userrealm/?user=Ann%40contoso.com&api-version=2.1");

    clock.advance(60_001);
    expect(await upstream.entra.realm("ann@contoso.com")).toEqual(realm);
    await expect(upstream.entra.realm("bo@contoso.com")).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  } finally {
    await upstream.close();
    await fake.stop();
  }
});
