import { randomUUID } from "node:crypto";
import type { CppPublisher, CppUser, Upstream } from "../../src/upstream/upstream";
import { answer, type FakeSystems, startFakeSystems } from "./support/fake-systems";
import { openUpstream } from "./support/open-upstream";
import { account, type Simulated, startSimulated } from "./support/simulated";

let world: Simulated;
beforeAll(async () => void (world = await startSimulated()));
afterAll(() => world.stop());

let id = "";
let count = 0;
beforeEach(async () => {
  id = `contosoapps${++count}`;
  await world.control("POST", "world", { accounts: [account(id)] });
});

const newKey = () => ({ requestId: randomUUID() });
const carl: CppUser = {
  kind: "PERSON",
  email: "carl@contoso.com",
  applicationId: null,
  displayName: null,
  role: "CONTRIBUTOR",
  identity: "WORK",
};
const ann: CppUser = { ...carl, email: "Ann@contoso.com", displayName: "Ann Owner", role: "OWNER" };

async function present(): Promise<CppPublisher> {
  return (await world.upstream.cpp.publisher(id))!;
}

it("reads a publisher with its settings and users, or null for an unknown one", async () => {
  const { etag, ...publisher } = await present();
  expect(etag).toMatch(/^".+"$/);
  expect(publisher).toEqual({
    publisherId: id,
    displayName: "Contoso Apps",
    accountType: "COMPANY",
    mpnId: " 1234567",
    signInEmail: "ann@contoso.com",
    locked: false,
    contact: {
      name: "Ann Owner",
      email: "ann@contoso.com",
      phone: "+46 8 1",
      address: { line1: "Street 1", line2: null, city: "Lund", region: null, postalCode: null, countryCode: "SE" },
    },
    users: [
      ann,
      { ...carl, email: "bo@outlook.com", identity: "PERSONAL_MICROSOFT_ACCOUNT" },
      { ...carl, kind: "APPLICATION", email: null, applicationId: "robot-1", displayName: "Robot" },
    ],
  });
  expect(await world.upstream.cpp.publisher("nobody")).toBeNull();
});

it("saves and removes a user once even if the answer is lost; removing an absent one succeeds", async () => {
  const { cpp } = world.upstream;
  const { etag } = await present();
  await world.control("POST", "faults", { system: "cpp", method: "PUT", drop: true, after: true, times: 1 });
  const saved = await cpp.saveUser(id, carl, etag, newKey());
  const after = await present();
  expect(saved).toEqual({ etag: after.etag });
  expect(after.users).toContainEqual(carl);

  await world.control("POST", "faults", { system: "cpp", method: "DELETE", drop: true, after: true, times: 1 });
  expect(await cpp.removeUser(id, "Carl@contoso.com", after.etag, newKey())).toEqual({ etag: (await present()).etag });
  expect(await cpp.removeUser(id, "carl@contoso.com", (await present()).etag, newKey())).toEqual({
    etag: (await present()).etag,
  });
  const robot = await cpp.removeUser(id, "ROBOT-1", (await present()).etag, newKey());
  expect(robot).toEqual({ etag: (await present()).etag });
  const effects = await world.control<{ effect: string }[]>("GET", `effects?publisherId=${id}`);
  expect(effects.map(({ effect }) => effect)).toEqual(["user-saved", "user-removed", "user-removed"]);
});

it("returns stale when the publisher has changed since it was read", async () => {
  const { cpp } = world.upstream;
  const { etag } = await present();
  await cpp.saveUser(id, carl, etag, newKey());
  expect(await cpp.saveUser(id, carl, etag, newKey())).toEqual({ stale: true });
  expect(await cpp.removeUser(id, "carl@contoso.com", etag, newKey())).toEqual({ stale: true });
  expect(await cpp.lock(id, etag, newKey())).toEqual({ stale: true });
});

it("locks a publisher, whose users can still be changed", async () => {
  const { cpp } = world.upstream;
  const { etag } = await present();
  await cpp.lock(id, etag, newKey());
  const locked = await present();
  expect(locked.locked).toBe(true);
  expect(await cpp.saveUser(id, carl, locked.etag, newKey())).toHaveProperty("etag");
});

it("reports a 403 PublisherLocked as a final rejection", async () => {
  const body = { error: { code: "PublisherLocked", message: "It is managed in Partner Center." } };
  await world.control("POST", "faults", { system: "cpp", method: "PUT", status: 403, body, times: 1 });
  const { etag } = await present();
  await expect(world.upstream.cpp.saveUser(id, carl, etag, newKey())).rejects.toMatchObject({
    name: "UpstreamRejected",
    status: 403,
    code: "PublisherLocked",
  });
});

it("reports CPP's refusal to remove the last owner as a rejection", async () => {
  const { etag } = await present();
  const key = newKey();
  await expect(world.upstream.cpp.removeUser(id, "ann@contoso.com", etag, key)).rejects.toMatchObject({
    name: "UpstreamRejected",
    status: 409,
    code: "LastOwner",
  });
});

it("refuses '..' as a publisher ID and finds nothing under an ID with path characters", async () => {
  await expect(world.upstream.cpp.publisher("..")).rejects.toThrow(TypeError);
  expect(await world.upstream.cpp.publisher("a/../b?c#d")).toBeNull();
});

describe("what CPP may say", () => {
  const ann = { kind: "person", email: "a@b.se", displayName: null, role: "Owner", identity: "work" };
  const users = { value: [ann] };
  const settings = { displayName: "P", sellerContact: { name: "A", email: "a@b.se", phone: null, address: null } };
  const publisher = {
    id: "p",
    displayName: "P",
    accountType: "COMPANY",
    mpnId: null,
    signInEmail: "a@b.se",
    locked: false,
  };
  const withEtag = (body: object, etag = '"1"') => answer(200, body, { etag });

  let fake: FakeSystems;
  let upstream: Upstream;
  beforeEach(async () => {
    fake = await startFakeSystems();
    upstream = openUpstream(fake.url);
    fake.react("/cpp/api/publishers/p?", withEtag(publisher));
    fake.react("/cpp/api/publishers/p/settings", withEtag(settings));
    fake.react("/cpp/api/publishers/p/users", withEtag(users));
  });
  afterEach(async () => {
    await upstream.close();
    await fake.stop();
  });

  it("is read again when the publisher changes meanwhile, and not for ever", async () => {
    fake.react("/cpp/api/publishers/p?", withEtag(publisher, '"1"'), withEtag(publisher, '"2"'));
    fake.react("/cpp/api/publishers/p/settings", withEtag(settings, '"1"'), withEtag(settings, '"2"'));
    fake.react("/cpp/api/publishers/p/users", withEtag(users, '"2"'));
    expect(await upstream.cpp.publisher("p")).toMatchObject({ etag: '"2"', mpnId: null });
    expect(fake.seen).toHaveLength(6);

    fake.react("/cpp/api/publishers/p/users", withEtag(users, '"3"'));
    await expect(upstream.cpp.publisher("p")).rejects.toMatchObject({ name: "UpstreamUnavailable", system: "cpp" });
    expect(fake.seen).toHaveLength(15);

    fake.react("/cpp/api/publishers/p/users", answer(200, users));
    await expect(upstream.cpp.publisher("p")).rejects.toMatchObject({ reason: "an answer without ETag" });
  });

  it("includes tens of thousands of users", async () => {
    const value = Array.from({ length: 30_000 }, (_, i) => ({ ...ann, email: `user-${i}@contoso.com` }));
    fake.react("/cpp/api/publishers/p/users", withEtag({ value }));
    expect((await upstream.cpp.publisher("p"))!.users).toHaveLength(value.length);
  });

  const robot = { ...ann, kind: "application", email: undefined, applicationId: "robot" };
  const address = { line1: "1", line2: null, city: "Lund", region: null, postalCode: null, countryCode: "SE" };
  const contact = (change: object) => ({ ...settings, sellerContact: { ...settings.sellerContact, ...change } });
  it.each([
    ["a name", "?", { ...publisher, displayName: "x".repeat(257) }, "displayName"],
    ["an MPN ID", "?", { ...publisher, mpnId: "1".repeat(65) }, "mpnId"],
    ["a sign-in address", "?", { ...publisher, signInEmail: `${"x".repeat(250)}@b.se` }, "signInEmail"],
    ["a contact's phone", "/settings", contact({ phone: "1".repeat(257) }), "sellerContact.phone"],
    [
      "a street",
      "/settings",
      contact({ address: { ...address, line1: "x".repeat(257) } }),
      "sellerContact.address.line1",
    ],
    ["a user's name", "/users", { value: [{ ...ann, displayName: "x".repeat(257) }] }, "value.0.displayName"],
    ["a user's address", "/users", { value: [{ ...ann, email: `${"x".repeat(250)}@b.se` }] }, "value.0.email"],
    ["an application ID", "/users", { value: [{ ...robot, applicationId: "x".repeat(65) }] }, "value.0.applicationId"],
  ])("does not include %s longer than there is room for", async (_, path, body, place) => {
    fake.react(`/cpp/api/publishers/p${path}`, withEtag(body));
    await expect(upstream.cpp.publisher("p")).rejects.toMatchObject({
      ...{ name: "UpstreamUnavailable", reason: `not the documented answer at ${place}` },
    });
  });

  it.each([
    ["an address nor an application ID", { email: null }],
    ["only one of them", { applicationId: "robot" }],
  ])("does not include a user with neither %s", async (_, change) => {
    fake.react("/cpp/api/publishers/p/users", withEtag({ value: [{ ...ann, ...change }] }));
    await expect(upstream.cpp.publisher("p")).rejects.toMatchObject({
      ...{ name: "UpstreamUnavailable", reason: "not the documented answer at value.0" },
    });
  });

  it.each([
    ["in another case", ann, { ...ann, email: "A@B.se" }],
    ["in another script", { ...ann, email: "a@bücher.example" }, { ...ann, email: "a@xn--bcher-kva.example" }],
    ["as another application", robot, { ...robot, applicationId: "ROBOT" }],
  ])("does not include somebody twice, the second time %s", async (_, one, other) => {
    fake.react("/cpp/api/publishers/p/users", withEtag({ value: [one, other] }));
    await expect(upstream.cpp.publisher("p")).rejects.toMatchObject({
      ...{ name: "UpstreamUnavailable", reason: "not the documented answer at value" },
    });
  });
});
