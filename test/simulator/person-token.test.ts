import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { CONSUMERS, CONTOSO, FABRIKAM } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

async function token(query: string): Promise<string> {
  const { body } = await simulator.control<{ access_token: string }>(`token?${query}`);
  return body.access_token;
}

function verify(jwt: string, authority: string, tenantId: string) {
  const keys = createRemoteJWKSet(new URL(`${simulator.url}/entra/${authority}/discovery/v2.0/keys`));
  const issuer = `${simulator.url}/entra/${tenantId}/v2.0`;
  return jwtVerify(jwt, keys, { algorithms: ["RS256"], audience: "api://account-migration", issuer });
}

test("a person's token carries the person's claims from the world, without idp or roles", async () => {
  const { payload, protectedHeader } = await verify(await token("email=OWNER@contoso.com"), CONTOSO, CONTOSO);
  expect(protectedHeader).toMatchObject({ alg: "RS256", typ: "JWT" });
  expect(payload).toMatchObject({
    tid: CONTOSO,
    oid: "aaaaaaaa-0000-4000-8000-000000000001",
    ver: "2.0",
    scp: "access_as_user",
    name: "Olivia",
    preferred_username: "owner@contoso.com",
    email: "owner@contoso.com",
  });
  expect(payload).not.toHaveProperty("idp");
  expect(payload).not.toHaveProperty("roles");
});

test("the app role Support is in the token's roles claim", async () => {
  const { payload } = await verify(await token("email=support@partner.example"), "common", FABRIKAM);
  expect(payload["roles"]).toEqual(["Support"]);
});

test("a personal account's token is issued by the consumer tenant and signed with the consumer key", async () => {
  const jwt = await token("email=pat@outlook.com");
  expect((await verify(jwt, "consumers", CONSUMERS)).payload["tid"]).toBe(CONSUMERS);
  await expect(verify(jwt, "organizations", CONSUMERS)).rejects.toThrow("no applicable key");
});

test.each([
  ["owner@contoso.com", FABRIKAM, `https://sts.windows.net/${CONTOSO}/`],
  ["pat@outlook.com", CONTOSO, "live.com"],
])("the token of %s as a guest in %s has idp %s and a separate, stable oid", async (email, tenantId, idp) => {
  const { payload } = await verify(await token(`email=${email}&guestIn=${tenantId}`), tenantId, tenantId);
  const home = decodeJwt(await token(`email=${email}`));
  expect(payload).toMatchObject({ tid: tenantId, idp, email });
  expect(payload["oid"]).not.toBe(home["oid"]);
  expect(decodeJwt(await token(`email=${email}&guestIn=${tenantId}`))["oid"]).toBe(payload["oid"]);
});

test("a token can be requested expired or for another audience", async () => {
  await expect(verify(await token("email=owner@contoso.com&expiresIn=-60"), CONTOSO, CONTOSO)).rejects.toThrow(/exp/);
  await expect(verify(await token("email=owner@contoso.com&aud=api://other"), CONTOSO, CONTOSO)).rejects.toThrow(/aud/);
});

describe("the forgery", () => {
  test("signature names a published key but is signed with another", async () => {
    const jwt = await token("email=owner@contoso.com&forge=signature");
    await expect(verify(jwt, CONTOSO, CONTOSO)).rejects.toThrow("signature verification failed");
  });

  test("issuer is genuinely signed but names another tenant's issuer", async () => {
    const jwt = await token("email=owner@contoso.com&forge=issuer");
    const { iss = "", tid } = decodeJwt(jwt);
    expect(tid).toBe(CONTOSO);
    expect(iss).not.toContain(CONTOSO);
    await expect(verify(jwt, CONTOSO, CONTOSO)).rejects.toThrow(/iss/);
  });

  test("none has the algorithm none and otherwise genuine claims", async () => {
    const jwt = await token("email=owner@contoso.com&forge=none");
    expect(decodeProtectedHeader(jwt).alg).toBe("none");
    expect(decodeJwt(jwt)).toMatchObject({ tid: CONTOSO, iss: `${simulator.url}/entra/${CONTOSO}/v2.0` });
  });

  test("consumer-key is a work token signed with the consumer key, which no work tenant publishes", async () => {
    const jwt = await token("email=owner@contoso.com&forge=consumer-key");
    expect((await verify(jwt, "common", CONTOSO)).payload["tid"]).toBe(CONTOSO);
    await expect(verify(jwt, CONTOSO, CONTOSO)).rejects.toThrow("no applicable key");
  });

  test("consumer-issuer is a consumer token except for the tid of a work tenant", async () => {
    const jwt = await token("email=owner@contoso.com&forge=consumer-issuer");
    expect((await verify(jwt, "common", CONSUMERS)).payload["tid"]).toBe(CONTOSO);
  });
});

test.each([
  ["email=nobody@contoso.com", 404],
  ["", 400],
  ["email=owner@contoso.com&expiresIn=soon", 400],
  ["email=owner@contoso.com&forge=well", 400],
  ["email=owner@contoso.com&guestIn=fabrikam.com", 400],
  [`email=owner@contoso.com&guestIn=${CONTOSO}`, 400],
  ["email=pat@outlook.com&forge=consumer-key", 400],
  ["email=pat@outlook.com&forge=consumer-issuer", 400],
  ["email=owner@contoso.com&colour=red", 400],
])("token?%s is answered with %i", async (query, status) => {
  expect(await simulator.control(`token?${query}`)).toMatchObject({ status, body: { error: expect.any(String) } });
});

test("after a key rotation the new key signs, and the old one is published until it is retired", async () => {
  const before = await token("email=owner@contoso.com");
  const rotated = await simulator.control<{ kid: string }>("keys", { rotate: "work" });
  const after = await token("email=owner@contoso.com");
  expect(decodeProtectedHeader(after).kid).toBe(rotated.body.kid);
  await verify(before, CONTOSO, CONTOSO);
  await verify(after, CONTOSO, CONTOSO);

  await simulator.control("keys", { rotate: "work", retireOld: true });
  await expect(verify(before, CONTOSO, CONTOSO)).rejects.toThrow("no applicable key");
  await expect(verify(after, CONTOSO, CONTOSO)).rejects.toThrow("no applicable key");
  await verify(await token("email=owner@contoso.com"), CONTOSO, CONTOSO);
  await verify(await token("email=pat@outlook.com"), "common", CONSUMERS);
});
