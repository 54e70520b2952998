import { ask } from "../support/ask";
import { consumerTenantId, issuerOf, startFakeIssuer, type FakeIssuer } from "../support/fake-issuer";
import { openWorld, type World } from "../support/world";
import { mintOf, type Mint } from "./tokens";

let issuer: FakeIssuer;
let world: World;
let mint: Mint;
beforeAll(async () => {
  issuer = await startFakeIssuer();
  world = await openWorld({ env: { ENTRA_URL: issuer.url } });
  mint = mintOf(issuer, world.clock);
});
afterAll(async () => {
  await world.close();
  await issuer.stop();
});

async function viewerOf(token: string, scheme = "Bearer") {
  const query = "{ viewer { email displayName identity } }";
  const { status, data } = await ask(world.url, { body: { query }, headers: { authorization: `${scheme} ${token}` } });
  return { status, ...(data as { viewer?: object } | undefined)?.viewer };
}

const someone = { status: 200, email: "someone@contoso.com", displayName: "Someone", identity: "WORK" };

test.each<[string, () => string]>([
  ["an ordinary token", () => mint.token()],
  [
    "a fresh one while the issuer's clock is 30 s ahead",
    () => mint.token({ nbf: mint.now() + 30, iat: mint.now() + 30 }),
  ],
  ["one in its last second", () => mint.token({ exp: mint.now() + 1 })],
  ["one of a key that leaves its issuer to the metadata", () => mint.token({}, issuer.plain)],
  ["one with claims that say nothing to us", () => mint.token({ groups: ["a"], roles: [], acct: 0 })],
  [
    "one whose idp is the tenant itself",
    () => mint.token({ idp: issuerOf("https://sts.windows.net", "").slice(0, -6) }),
  ],
])("accepts %s", async (_, token) => {
  expect(await viewerOf(token())).toEqual(someone);
});

test("the scheme may be written in any case", async () => {
  expect(await viewerOf(mint.token(), "bearer")).toEqual(someone);
});

test("an accepted token ends with its time, although it was seen before", async () => {
  const token = mint.token({ exp: mint.now() + 60 });
  expect(await viewerOf(token)).toEqual(someone);
  world.clock.advance(61_000);
  expect(await viewerOf(token)).toEqual({ status: 401 });
});

test("the address is the e-mail claim, else the name signed in with, in lower case", async () => {
  expect(
    await viewerOf(mint.token({ email: "Ann@Contoso.com", preferred_username: "ann@contoso.onmicrosoft.com" })),
  ).toMatchObject({
    email: "ann@contoso.com",
  });
  expect(await viewerOf(mint.token({ email: undefined, preferred_username: "Ann@Contoso.com" }))).toMatchObject({
    email: "ann@contoso.com",
  });
  expect(await viewerOf(mint.token({ name: undefined }))).toMatchObject({ displayName: "someone@contoso.com" });
});

test.each<[string, () => string]>([
  [
    "of the consumer tenant",
    () => mint.token({ tid: consumerTenantId, iss: issuerOf(issuer.url, consumerTenantId) }, issuer.consumer),
  ],
  ["of a guest from live.com", () => mint.token({ idp: "live.com" })],
  [
    "of a guest by the consumer tenant's address",
    () => mint.token({ idp: `https://sts.windows.net/${consumerTenantId}/` }),
  ],
  [
    "of a guest by the consumer tenant's newer address",
    () => mint.token({ idp: `https://login.microsoftonline.com/${consumerTenantId}/v2.0` }),
  ],
])("a token %s is a personal account's", async (_, token) => {
  expect(await viewerOf(token())).toEqual({ ...someone, identity: "PERSONAL_MICROSOFT_ACCOUNT" });
});
