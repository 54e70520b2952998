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
  ["no header", () => undefined],
  ["another scheme", () => `Basic ${mint.token()}`],
  ["no scheme", () => mint.token()],
  ["a scheme alone", () => "Bearer"],
  ["two tokens", () => `Bearer ${mint.token()} ${mint.token()}`],
  ["signs that no token has", () => `Bearer ${mint.token()}"`],
];

const badTokens: [string, () => string][] = [
  ["garbage", () => "garbage"],
  ["three garbled parts", () => "a.b.c"],
  ["four parts", () => `${mint.token()}.more`],
  ["an encrypted form", () => `${encoded({ alg: "RSA-OAEP", enc: "A256GCM", kid: "work" })}.AA.AA.AA.AA`],
  ["a header that is no object", () => `${encoded([])}.${parts()[1]}.${parts()[2]}`],
  ["claims that are no object", () => makeToken(work, [1], rs256(issuer.work))],

  ["alg none", () => makeToken({ ...work, alg: "none" }, mint.claims(), () => "")],
  ["alg None in another case", () => makeToken({ ...work, alg: "nOnE" }, mint.claims(), () => "")],
  ["alg none with a signature", () => makeToken({ ...work, alg: "none" }, mint.claims(), rs256(issuer.work))],
  ["no alg", () => makeToken({ kid: "work" }, mint.claims(), rs256(issuer.work))],
  ["HS256 with the public key", () => makeToken({ ...work, alg: "HS256" }, mint.claims(), hs256(pem()))],
  ["RS256 in name, HS256 with the public key", () => makeToken(work, mint.claims(), hs256(pem()))],
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
  ["a kid that every object has", () => mint.token({}, issuer.stranger, { kid: "__proto__" })],
  ["the kid of a key that cannot sign so", () => mint.token({}, issuer.stranger, { kid: "curve" })],
  ["another key's signature", () => mint.token({}, issuer.stranger, { kid: "work" })],
  ["no signature", () => parts().slice(0, 2).join(".") + "."],
  [
    "claims changed after signing",
    () => [parts()[0], encoded(mint.claims({ email: "a@b.com" })), parts()[2]].join("."),
  ],
  ["an unknown crit", () => mint.token({}, issuer.work, { crit: ["moon"], moon: true })],
  ["b64 false", () => mint.token({}, issuer.work, { crit: ["b64"], b64: false })],
  ["a jwk of its own", () => mint.token({}, issuer.stranger, { kid: "work", jwk: jwkOf(issuer.stranger) })],
  ["a jku elsewhere", () => mint.token({}, elsewhere.work, { jku: `${elsewhere.url}/keys` })],
  ["a jku elsewhere, unknown kid", () => mint.token({}, elsewhere.stranger, { jku: `${elsewhere.url}/keys` })],
  ["an x5u elsewhere", () => mint.token({}, elsewhere.work, { x5u: `${elsewhere.url}/keys` })],

  ["expired", () => mint.token({ exp: mint.now() - 1 })],
  ["expiring this moment", () => mint.token({ exp: mint.now() })],
  ["not yet valid", () => mint.token({ nbf: mint.now() + 62 })],
  ["exp as text", () => mint.token({ exp: String(mint.now() + 3_600) })],
  ["wrong aud", () => mint.token({ aud: "api://another" })],
  ["another service's aud", () => mint.token({ aud: "https://graph.microsoft.com" })],
  ["an aud that begins the same", () => mint.token({ aud: `${audience}/more` })],
  ["several aud", () => mint.token({ aud: ["https://graph.microsoft.com", audience] })],
  ["no aud", () => without("aud")],
  ["another tenant's issuer", () => mint.token({ iss: issuerOf(issuer.url, other) })],
  ["the placeholder as issuer", () => mint.token({ iss: issuerOf(issuer.url, "{tenantid}") })],
  ["another server's issuer", () => mint.token({ iss: issuerOf(elsewhere.url, tenantId) })],
  ["v1 issuer", () => mint.token({ iss: `https://sts.windows.net/${tenantId}/` })],
  ["v1 ver", () => mint.token({ ver: "1.0" })],
  ...["exp", "nbf", "tid", "oid", "iss", "ver", "email"].map((claim): [string, () => string] => [
    `no ${claim}`,
    () => without(claim),
  ]),
  ["a tid that is no GUID", () => mint.token({ tid: "common", iss: issuerOf(issuer.url, "common") })],
  ["an oid that is no GUID", () => mint.token({ oid: "me" })],
  ["app-only", () => mint.token({ scp: undefined, roles: ["Support"], idtyp: "app" })],
  ["an empty scp", () => mint.token({ scp: "" })],
  ["the consumer key for a work tenant", () => mint.token({}, issuer.consumer)],
  ["the consumer key and its issuer for a work tenant", () => mint.token({ iss: consumers().iss }, issuer.consumer)],
  ["the issuer's own form as a tenant's", () => mint.token({ iss: consumers().iss }, issuer.plain)],
  ["the work key for the consumer tenant", () => mint.token(consumers(), issuer.work)],
  ["too long", () => mint.token({ groups: Array.from({ length: 200 }, () => randomUUID()) })],
];

describe.each([
  ...badHeaders,
  ...badTokens.map(([name, make]): [string, () => string] => [name, () => `Bearer ${make()}`]),
])("%s", (_, authorization) => {
  test("is refused", async () => {
    const { status, headers, code, data, errors } = await askWith(authorization());
    expect({ status, code, data }).toEqual({ status: 401, code: "UNAUTHENTICATED", data: undefined });
    expect(headers.get("www-authenticate")).toMatch(/^Bearer\b/);
    expect(errors).toHaveLength(1);
  });
});

test("the same token unchanged is accepted, so that each of those fails for what it says", async () => {
  expect(await askWith(`Bearer ${mint.token()}`)).toMatchObject({ status: 200, errors: [] });
  expect(await askWith(`Bearer ${mint.token(consumers(), issuer.consumer)}`)).toMatchObject({
    status: 200,
    errors: [],
  });
});

test("keys that a token points at are never fetched", async () => {
  const keys = `${elsewhere.url}/keys`;
  for (const key of [elsewhere.work, elsewhere.stranger])
    for (const header of [{ jku: keys }, { x5u: keys }])
      expect(await askWith(`Bearer ${mint.token({}, key, header)}`)).toMatchObject({ status: 401 });
  expect(elsewhere.requests()).toBe(0);
  expect(issuer.requests()).toBeGreaterThan(0);
});
