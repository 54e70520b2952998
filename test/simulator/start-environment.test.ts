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

test("SUPPORT_TENANT_IDS defaults to the demo world's tenant, and a value already set is kept", () => {
  expect(serviceEnvironment({})["SUPPORT_TENANT_IDS"]).toBe("cf94555e-6674-5861-a276-a21fa4c38fde");
  expect(supportOf(smallWorld.people, { SUPPORT_TENANT_IDS: CONTOSO })).toBe(CONTOSO);
});
