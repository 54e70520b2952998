import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serviceEnvironment } from "../../simulator/start-environment";
import { CONTOSO, FABRIKAM, smallWorld } from "./support/small-world";

const directory = mkdtempSync(join(tmpdir(), "start-"));
afterAll(() => rmSync(directory, { recursive: true }));

/** Returns the support tenants that `npm start` sets for the service when it simulates those people. */
function supportOf(people: object[], env: Record<string, string> = {}): string | undefined {
  const file = join(directory, "world.json");
  writeFileSync(file, JSON.stringify({ ...smallWorld, people }));
  return serviceEnvironment({ SIMULATOR_WORLD: file, ...env })["SUPPORT_TENANT_IDS"];
}

test("SUPPORT_TENANT_IDS lists each tenant with support people in the simulated world, once", () => {
  const [owner, support, personal] = smallWorld.people;
  const also = { ...owner, roles: ["Support"] };
  expect(supportOf(smallWorld.people)).toBe(FABRIKAM);
  expect(supportOf([support!, support!, also, { ...personal, roles: ["Support"] }])).toBe(`${FABRIKAM},${CONTOSO}`);
  expect(supportOf([owner!])).toBe("");
});

test("the service reaches the simulator where both listen", () => {
  const { WEB_URL, ENTRA_URL, SIMULATOR_URL, SMTP_URL } = serviceEnvironment({ HOST: "192.168.1.5", PORT: "80" });
  expect({ WEB_URL, ENTRA_URL, SIMULATOR_URL, SMTP_URL }).toEqual({
    WEB_URL: "http://192.168.1.5:80",
    ENTRA_URL: "http://192.168.1.5:4010/entra",
    SIMULATOR_URL: "http://192.168.1.5:4010",
    SMTP_URL: "smtp://192.168.1.5:4011",
  });
  expect(serviceEnvironment({ HOST: "0.0.0.0" })).toMatchObject({ HOST: "0.0.0.0", WEB_URL: "http://127.0.0.1:4000" });
  expect(serviceEnvironment({ HOST: "::1" })).toMatchObject({ HOST: "::1", CPP_URL: "http://[::1]:4010/cpp" });
});

test("it is in development, unless the environment says otherwise; what is empty says nothing", () => {
  const of = (env: Record<string, string>) => serviceEnvironment(env)["NODE_ENV"];
  expect([of({}), of({ NODE_ENV: "" }), of({ NODE_ENV: "production" })]).toEqual([
    "development",
    "development",
    "production",
  ]);
});

test("SUPPORT_TENANT_IDS defaults to the demo world's tenant, and a value already set is kept", () => {
  expect(serviceEnvironment({})["SUPPORT_TENANT_IDS"]).toBe("cf94555e-6674-5861-a276-a21fa4c38fde");
  expect(supportOf(smallWorld.people, { SUPPORT_TENANT_IDS: CONTOSO })).toBe(CONTOSO);
});
