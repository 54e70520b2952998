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
    "a new token while the issuer's clock is 30 s ahead",
    () => mint.token({ nbf: mint.now() + 30, iat: mint.now() + 30 }),
  ],
  ["a token in its last second", () => mint.token({ exp: mint.now() + 1 })],
  ["a token signed with a key without an issuer", () => mint.token({}, issuer.plain)],
  ["a token with unused claims", () => mint.token({ groups: ["a"], roles: [], acct: 0 })],
  [
    "a token whose idp is its own tenant",
    () => mint.token({ idp: issuerOf("https://sts.windows.net", "").slice(0, -6) }),
  ],
])("accepts %s", async (_, token) => {
  expect(await viewerOf(token())).toEqual(someone);
});

test("the scheme is case-insensitive", async () => {
  expect(await viewerOf(mint.token(), "bearer")).toEqual(someone);
});

test("a token accepted before is refused once it has expired", async () => {
  const token = mint.token({ exp: mint.now() + 60 });
  expect(await viewerOf(token)).toEqual(someone);
  world.clock.advance(61_000);
  expect(await viewerOf(token)).toEqual({ status: 401 });
});

test("the address is email or else preferred_username, in lower case, and replaces a missing name", async () => {
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
    "of a guest whose idp is the consumer tenant's STS URL",
    () => mint.token({ idp: `https://sts.windows.net/${consumerTenantId}/` }),
  ],
  [
    "of a guest whose idp is the consumer tenant's v2.0 URL",
    () => mint.token({ idp: `https://login.microsoftonline.com/${consumerTenantId}/v2.0` }),
  ],
])("a token %s identifies a personal account", async (_, token) => {
  expect(await viewerOf(token())).toEqual({ ...someone, identity: "PERSONAL_MICROSOFT_ACCOUNT" });
});
