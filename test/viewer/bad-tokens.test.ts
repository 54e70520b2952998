import { createSign, constants, randomUUID } from "node:crypto";
import { ask } from "../support/ask";
import { consumerTenantId, encoded, hs256, issuerOf, jwkOf, makeToken, rs256 } from "../support/fake-issuer";
import { startFakeIssuer, type FakeIssuer } from "../support/fake-issuer";
import { openWorld, type World } from "../support/world";
import { audience, mintOf, tenantId, type Mint } from "./tokens";

let issuer: FakeIssuer;
let elsewhere: FakeIssuer;
let world: World;
let mint: Mint;
beforeAll(async () => {
  [issuer, elsewhere] = await Promise.all([startFakeIssuer(), startFakeIssuer()]);
  world = await openWorld({ env: { ENTRA_URL: issuer.url } });
  mint = mintOf(issuer, world.clock);
});
afterAll(async () => {
  await world.close();
  await Promise.all([issuer.stop(), elsewhere.stop()]);
});

const query = { query: "{ viewer { email } }" };
const askWith = (authorization: string | undefined) =>
  ask(world.url, { body: query, headers: authorization === undefined ? {} : { authorization } });

const other = "8d1f0a52-6f0f-4a6e-8f51-8f9f4f1d7d22";
const work = { alg: "RS256", typ: "JWT", kid: "work" };
const pem = () => issuer.work.publicKey.export({ type: "spki", format: "pem" });
const sealedBy = (hash: string, padding: number) => (text: string) =>
  createSign(hash).update(text).sign({ key: issuer.work.privateKey, padding });
const without = (claim: string) => mint.token({ [claim]: undefined });
const consumers = () => ({ tid: consumerTenantId, iss: issuerOf(issuer.url, consumerTenantId) });
const parts = () => mint.token().split(".") as [string, string, string];

/** Values of the Authorization header, made once the issuer runs. */
const badHeaders: [string, () => string | undefined][] = [
  ["no Authorization header", () => undefined],
  ["another scheme than Bearer", () => `Basic ${mint.token()}`],
  ["a token without a scheme", () => mint.token()],
  ["a scheme without a token", () => "Bearer"],
  ["two tokens", () => `Bearer ${mint.token()} ${mint.token()}`],
  ["a token followed by a quotation mark", () => `Bearer ${mint.token()}"`],
];

const badTokens: [string, () => string][] = [
  ["a garbage token", () => "garbage"],
  ["a token of three garbled parts", () => "a.b.c"],
  ["a token of four parts", () => `${mint.token()}.more`],
  ["an encrypted token", () => `${encoded({ alg: "RSA-OAEP", enc: "A256GCM", kid: "work" })}.AA.AA.AA.AA`],
  ["a token header that is not an object", () => `${encoded([])}.${parts()[1]}.${parts()[2]}`],
  ["claims that are not an object", () => makeToken(work, [1], rs256(issuer.work))],

  ["alg none", () => makeToken({ ...work, alg: "none" }, mint.claims(), () => "")],
  ["alg none in mixed case", () => makeToken({ ...work, alg: "nOnE" }, mint.claims(), () => "")],
  ["alg none with a signature", () => makeToken({ ...work, alg: "none" }, mint.claims(), rs256(issuer.work))],
  ["no alg", () => makeToken({ kid: "work" }, mint.claims(), rs256(issuer.work))],
  ["HS256 with the public key", () => makeToken({ ...work, alg: "HS256" }, mint.claims(), hs256(pem()))],
  ["alg RS256 signed as HS256 with the public key", () => makeToken(work, mint.claims(), hs256(pem()))],
  ["RS384", () => makeToken({ ...work, alg: "RS384" }, mint.claims(), sealedBy("sha384", constants.RSA_PKCS1_PADDING))],
  ["RS512", () => makeToken({ ...work, alg: "RS512" }, mint.claims(), sealedBy("sha512", constants.RSA_PKCS1_PADDING))],
  [
    "PS256",
    () => makeToken({ ...work, alg: "PS256" }, mint.claims(), sealedBy("sha256", constants.RSA_PKCS1_PSS_PADDING)),
  ],

  ["an unknown kid", () => mint.token({}, issuer.stranger)],
  ["no kid", () => mint.token({}, issuer.work, { kid: undefined })],
  ["an empty kid", () => mint.token({}, issuer.work, { kid: "" })],
  ["a kid that is an object", () => mint.token({}, issuer.work, { kid: { toString: "work" } })],
  ["a kid that is a list", () => mint.token({}, issuer.work, { kid: ["work"] })],
  ["the kid __proto__", () => mint.token({}, issuer.stranger, { kid: "__proto__" })],
  ["the kid of a key of another type", () => mint.token({}, issuer.stranger, { kid: "curve" })],
  ["another key's signature", () => mint.token({}, issuer.stranger, { kid: "work" })],
  ["no signature", () => parts().slice(0, 2).join(".") + "."],
  [
    "claims changed after signing",
    () => [parts()[0], encoded(mint.claims({ email: "a@b.com" })), parts()[2]].join("."),
  ],
  ["an unknown crit", () => mint.token({}, issuer.work, { crit: ["moon"], moon: true })],
  ["b64 false", () => mint.token({}, issuer.work, { crit: ["b64"], b64: false })],
  ["an embedded jwk", () => mint.token({}, issuer.stranger, { kid: "work", jwk: jwkOf(issuer.stranger) })],
  ["a jku elsewhere", () => mint.token({}, elsewhere.work, { jku: `${elsewhere.url}/keys` })],
  ["a jku elsewhere and an unknown kid", () => mint.token({}, elsewhere.stranger, { jku: `${elsewhere.url}/keys` })],
  ["an x5u elsewhere", () => mint.token({}, elsewhere.work, { x5u: `${elsewhere.url}/keys` })],

  ["an expired token", () => mint.token({ exp: mint.now() - 1 })],
  ["a token that expires now", () => mint.token({ exp: mint.now() })],
  ["a token that is not yet valid", () => mint.token({ nbf: mint.now() + 62 })],
  ["exp as a string", () => mint.token({ exp: String(mint.now() + 3_600) })],
  ["another application's aud", () => mint.token({ aud: "api://another" })],
  ["the aud of Microsoft Graph", () => mint.token({ aud: "https://graph.microsoft.com" })],
  ["an aud that starts with ours", () => mint.token({ aud: `${audience}/more` })],
  ["a list of aud", () => mint.token({ aud: ["https://graph.microsoft.com", audience] })],
  ["no aud", () => without("aud")],
  ["another tenant's issuer", () => mint.token({ iss: issuerOf(issuer.url, other) })],
  ["the placeholder in the issuer", () => mint.token({ iss: issuerOf(issuer.url, "{tenantid}") })],
  ["another server's issuer", () => mint.token({ iss: issuerOf(elsewhere.url, tenantId) })],
  ["a v1 issuer", () => mint.token({ iss: `https://sts.windows.net/${tenantId}/` })],
  ["ver 1.0", () => mint.token({ ver: "1.0" })],
  ...["exp", "nbf", "tid", "oid", "iss", "ver", "email"].map((claim): [string, () => string] => [
    `no ${claim}`,
    () => without(claim),
  ]),
  ["a tid that is not a GUID", () => mint.token({ tid: "common", iss: issuerOf(issuer.url, "common") })],
  ["an oid that is not a GUID", () => mint.token({ oid: "me" })],
  ["an app-only token", () => mint.token({ scp: undefined, roles: ["Support"], idtyp: "app" })],
  ["an empty scp", () => mint.token({ scp: "" })],
  ["the consumer key for a work tenant", () => mint.token({}, issuer.consumer)],
  ["the consumer key and its issuer for a work tenant", () => mint.token({ iss: consumers().iss }, issuer.consumer)],
  ["the consumer issuer for a work tenant by an unbound key", () => mint.token({ iss: consumers().iss }, issuer.plain)],
  ["the work key for the consumer tenant", () => mint.token(consumers(), issuer.work)],
  ["a token that is too long", () => mint.token({ groups: Array.from({ length: 200 }, () => randomUUID()) })],
];

describe.each([
  ...badHeaders,
  ...badTokens.map(([name, make]): [string, () => string] => [name, () => `Bearer ${make()}`]),
])("a request with %s", (_, authorization) => {
  test("is refused", async () => {
    const { status, headers, code, data, errors } = await askWith(authorization());
    expect({ status, code, data }).toEqual({ status: 401, code: "UNAUTHENTICATED", data: undefined });
    expect(headers.get("www-authenticate")).toMatch(/^Bearer\b/);
    expect(errors).toHaveLength(1);
  });
});

test("the same token is accepted when nothing is changed", async () => {
  expect(await askWith(`Bearer ${mint.token()}`)).toMatchObject({ status: 200, errors: [] });
  expect(await askWith(`Bearer ${mint.token(consumers(), issuer.consumer)}`)).toMatchObject({
    status: 200,
    errors: [],
  });
});

test("keys that a token references by jku or x5u are never fetched", async () => {
  const keys = `${elsewhere.url}/keys`;
  for (const key of [elsewhere.work, elsewhere.stranger])
    for (const header of [{ jku: keys }, { x5u: keys }])
      expect(await askWith(`Bearer ${mint.token({}, key, header)}`)).toMatchObject({ status: 401 });
  expect(elsewhere.requests()).toBe(0);
  expect(issuer.requests()).toBeGreaterThan(0);
});
