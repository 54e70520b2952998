import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acme, CONTOSO } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const DEMO = join(__dirname, "../../simulator/demo");
const dir = mkdtempSync(join(tmpdir(), "loading-"));
afterAll(() => rmSync(dir, { recursive: true }));

test("valid rows of an export are loaded, invalid ones skipped with a warning that names the line", async () => {
  const line = (change: object) => JSON.stringify({ ...acme, ...change });
  const file = join(dir, "bad.ndjson");
  const lines = [
    line({ publisherId: "first" }),
    '{"publisherId":"cut',
    "",
    line({ publisherId: "unowned", users: [] }),
    line({ publisherId: "twice", users: [acme.users[0], acme.users[0]] }),
    line({ publisherId: "number", mpnId: 1000001 }),
    line({ publisherId: "endless", displayName: "x".repeat(2_000_000) }),
    "null",
    Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    line({ publisherId: "first", displayName: "Again" }),
    line({ publisherId: "last", displayName: "Åkeri" }),
  ];
  writeFileSync(file, Buffer.concat(lines.flatMap((text) => [Buffer.from(text), Buffer.from("\n")])));
  const warnings: string[] = [];
  const simulator = new TestSimulator({ accounts: file, warn: (text) => warnings.push(text) });
  await simulator.start();
  const name = async (publisherId: string) =>
    (await simulator.control<{ cpp?: { displayName: string } }>(`state?publisherId=${publisherId}`)).body.cpp
      ?.displayName;
  expect([await name("first"), await name("last"), await name("unowned")]).toEqual(["Acme", "Åkeri", undefined]);
  expect(warnings.map((text) => Number(/line (\d+)/.exec(text)?.[1]))).toEqual([2, 4, 5, 6, 7, 8, 9]);
  await simulator.stop();
});

test("a world file that lacks a list is refused, naming the list", async () => {
  const file = join(dir, "no-world.json");
  writeFileSync(file, JSON.stringify({ tenants: [] }));
  const simulator = new TestSimulator({ world: file });
  await expect(simulator.start()).rejects.toThrow("Not a world: mpnAccounts");
  await simulator.stop();
});

test("the service's home tenant is added to a world that lacks it", async () => {
  const homeTenantId = "88888888-8888-4888-8888-888888888888";
  const simulator = new TestSimulator({ homeTenantId });
  await simulator.start();
  expect((await simulator.authorization("cpp", homeTenantId)).authorization).toMatch(/^Bearer ey/);
  await simulator.stop();
});

test("a home tenant that the world already has keeps its data", async () => {
  const simulator = new TestSimulator({ homeTenantId: CONTOSO });
  await simulator.start();
  const path = "/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')";
  expect((await simulator.as(CONTOSO, "graph", path)).body).toMatchObject({
    tenantId: CONTOSO,
    displayName: "Contoso",
  });
  await simulator.stop();
});

test("the demo world loads without warnings, and its users and support can sign in", async () => {
  const warnings: string[] = [];
  const options = { world: join(DEMO, "world.json"), accounts: join(DEMO, "accounts.ndjson") };
  const simulator = new TestSimulator({ ...options, warn: (text) => warnings.push(text) });
  await simulator.start();
  expect(warnings).toEqual([]);
  const rows = readFileSync(options.accounts, "utf8").trim().split("\n");
  const users = rows.flatMap((row) => (JSON.parse(row) as { users: { kind: string; email: string }[] }).users);
  const people = users.filter(({ kind }) => kind === "person").map(({ email }) => email);
  for (const email of [...people, "support@partner.example"]) {
    expect((await simulator.control(`token?email=${email}`)).status).toBe(200);
  }
  expect(await simulator.control("state?publisherId=contoso-ready")).toMatchObject({
    body: { cpp: { users: expect.arrayContaining([expect.objectContaining({ email: "someone@contoso.com" })]) } },
  });
  await simulator.stop();
});
