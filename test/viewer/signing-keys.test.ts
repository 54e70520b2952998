import { randomUUID } from "node:crypto";
import { ask } from "../support/ask";
import { holdKey, issuerOf, jwkOf, startFakeIssuer, type FakeIssuer, type HeldKey } from "../support/fake-issuer";
import { minutes } from "../support/test-clock";
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

const seconds = (count: number) => count * 1_000;
const statusOf = async (token: string) =>
  (await ask(world.url, { body: { query: "{ viewer { email } }" }, token })).status;
/** A token that is valid for a day. */
const tokenBy = (key?: HeldKey) => mint.token({ exp: mint.now() + 86_400 }, key);
/** A token that the service has already accepted. */
const knownToken = async () => {
  const token = tokenBy();
  expect([await statusOf(token), await statusOf(token)]).toEqual([200, 200]);
  return token;
};
const publish = (...keys: HeldKey[]) =>
  issuer.publish(...keys.map((key) => jwkOf(key, issuerOf(issuer.url, "{tenantid}"))));

describe("once the keys are known", () => {
  let asked: number;
  const askedSince = () => issuer.asked() - asked;
  beforeEach(async () => {
    issuer.publish();
    issuer.down(false);
    world.clock.advance(minutes(11));
    await knownToken();
    asked = issuer.asked();
  });

  test("a new key is accepted without a restart, and the old one as long as it is published", async () => {
    const old = await knownToken();
    const next = await holdKey("next");
    publish(issuer.work, next);
    expect(await statusOf(tokenBy(next))).toBe(401);
    world.clock.advance(seconds(31));
    expect(await statusOf(tokenBy(next))).toBe(200);
    expect(await statusOf(old)).toBe(200);
    expect(await statusOf(tokenBy())).toBe(200);
  });

  test("a withdrawn key is refused after the next fetch, even for a token accepted before", async () => {
    const seen = await knownToken();
    publish(await holdKey("next"));
    expect(await statusOf(tokenBy())).toBe(200);
    world.clock.advance(minutes(11));
    expect(await statusOf(seen)).toBe(401);
    expect(await statusOf(tokenBy())).toBe(401);
  });

  test("after the clock has been set back, a new key is accepted and a withdrawn one is refused", async () => {
    await statusOf(tokenBy(await holdKey("unknown")));
    const next = await holdKey("next");
    const seen = await knownToken();
    publish(next);
    world.clock.advance(-minutes(60));
    expect(await statusOf(seen)).toBe(401);
    expect(await statusOf(tokenBy(next))).toBe(200);
    world.clock.advance(minutes(60));
  });

  test("another key with the same kid invalidates the tokens of the old key", async () => {
    const seen = await knownToken();
    const next = await holdKey("work");
    publish(next);
    world.clock.advance(minutes(11));
    expect(await statusOf(seen)).toBe(401);
    expect(await statusOf(tokenBy(next))).toBe(200);
  });

  test("a key that becomes bound to another issuer invalidates the tokens it signed", async () => {
    const seen = await knownToken();
    issuer.publish(jwkOf(issuer.work, issuerOf(issuer.url, randomUUID())));
    world.clock.advance(minutes(11));
    expect(await statusOf(seen)).toBe(401);
  });

  test("unknown keys cause at most one fetch every thirty seconds", async () => {
    const strangers = await Promise.all(Array.from({ length: 8 }, () => holdKey(randomUUID())));
    const knock = async () => new Set(await Promise.all(strangers.map((key) => statusOf(tokenBy(key)))));
    expect(await knock()).toEqual(new Set([401]));
    expect(askedSince()).toBe(0);
    for (const times of [1, 2, 3]) {
      world.clock.advance(seconds(11));
      expect(await knock()).toEqual(new Set([401]));
      world.clock.advance(seconds(20));
      expect(await knock()).toEqual(new Set([401]));
      expect(askedSince()).toBe(times);
    }
  });

  test("the keys are fetched again after ten minutes, once for concurrent requests", async () => {
    const seen = await knownToken();
    const crowd = async () => new Set(await Promise.all([seen, seen, tokenBy(), tokenBy(), tokenBy()].map(statusOf)));
    world.clock.advance(minutes(9));
    expect(await crowd()).toEqual(new Set([200]));
    expect(askedSince()).toBe(0);
    world.clock.advance(minutes(2));
    expect(await crowd()).toEqual(new Set([200]));
    expect(await crowd()).toEqual(new Set([200]));
    expect(askedSince()).toBe(1);
  });

  test("while the issuer is down, known keys stay valid and unknown keys are refused", async () => {
    const seen = await knownToken();
    issuer.down(true);
    world.clock.advance(minutes(11));
    expect(await statusOf(seen)).toBe(200);
    expect(await statusOf(tokenBy())).toBe(200);
    expect(await statusOf(tokenBy(issuer.stranger))).toBe(401);
    expect(askedSince()).toBe(1);
  });

  test.each<[string, object]>([
    ["only a key of another type", { kid: "curve", kty: "EC", crv: "P-256", x: "a", y: "b" }],
    ["only an RSA key without numbers", { kid: "work", kty: "RSA" }],
    ["something that is not a key", { keys: [] }],
  ])("an issuer that publishes %s does not invalidate known keys", async (_, jwk) => {
    const seen = await knownToken();
    issuer.publish(jwk);
    world.clock.advance(minutes(11));
    expect(await statusOf(seen)).toBe(200);
    expect(await statusOf(tokenBy())).toBe(200);
    expect(askedSince()).toBe(1);
  });
});
