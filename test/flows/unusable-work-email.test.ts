import { randomUUID } from "node:crypto";
import { confirm, lookAt, mailedCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function begun(kind: Parameters<World["account"]>[0] = {}) {
  const made = await world.account(kind);
  const owner = await world.as(made.owner);
  return { made, owner, started: await start(owner, made) };
}

test("an address on a domain without a tenant is refused as UNKNOWN_DOMAIN", async () => {
  const { made, owner, started } = await begun();
  const address = "ann@nobody-has-this.example.com";
  const problem = {
    ...{ __typename: "WorkEmailUnusable", emailReason: "UNKNOWN_DOMAIN", path: ["input", "workEmail"] },
    message: expect.stringContaining(`${address} does not belong to an organisation that uses Microsoft Entra.`),
  };
  expect(await submit(owner, started.id, address)).toMatchObject({ ...problem, safeToRetry: false });
  const { migration } = await lookAt(await world.as(made.secondOwner), made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({ state: "DUE", answer: address, problem });
});

test("an address of an unmanaged tenant is refused as UNMANAGED_TENANT", async () => {
  const { made, owner, started } = await begun({ unmanaged: true });
  expect(await submit(owner, started.id, made.owner)).toMatchObject({
    ...{ __typename: "WorkEmailUnusable", emailReason: "UNMANAGED_TENANT" },
    message: `The organisation behind ${made.owner} has no administrator yet. Ask your IT department to take over the domain in Microsoft Entra, or enter another address.`,
  });
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({ state: "DUE", answer: made.owner, suggestion: null });
});

test("an address rejected by the mail server is UNDELIVERABLE, and the owner can submit another", async () => {
  const { made, owner, started } = await begun();
  const address = `no-such-mailbox@${made.tenant.domains[0]}`;
  succeeded(await submit(owner, started.id, address));
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({
    ...{ state: "DUE", action: "SUBMIT_WORK_EMAIL", answer: address },
    problem: {
      ...{ __typename: "WorkEmailUnusable", emailReason: "UNDELIVERABLE", path: [] },
      message: `The mail server says that ${address} does not exist. Check the spelling, or enter another address.`,
    },
  });
  expect(await confirm(owner, started.id, "123456")).toMatchObject({ __typename: "NotAllowedNow" });
  expect(succeeded(await submit(owner, started.id, made.owner)).migration.status).toBe("VERIFYING");
});

const bad = [
  "",
  "   ",
  "ann",
  "@contoso.com",
  "ann@",
  "ann@contoso",
  "ann@@contoso.com",
  "ann@contoso..com",
  "ann@.contoso.com",
  "ann@-contoso.com",
  "ann @contoso.com",
  "ann\n@contoso.com",
  "ann@contoso.com\r\nBcc: all@contoso.com",
  "ann\u0000@contoso.com",
  '"ann"@contoso.com',
  '"ann@evil.com>"@contoso.com',
  "ann@[192.168.0.1]",
  "ann@192.168.0.1",
  "Ann <ann@contoso.com>",
  "ann@contoso.com,bob@contoso.com",
  "ann@contoso.com/evil.example.org",
  "ann@contoso.com?x",
  "ann@contoso.com#x",
  "ann@cont%6Fso.com",
  `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(20)}.com`,
];

test.each(bad)("%j is rejected as not an e-mail address", async (workEmail) => {
  const { owner, started } = await begun();
  const path = ["input", "workEmail"];
  expect(await submit(owner, started.id, workEmail)).toMatchObject({
    ...{ __typename: "InvalidInput", path, message: "One field needs correcting." },
    fields: [{ path, message: "This is not an e-mail address." }],
    current: { version: started.version },
  });
});

test("an address on an international domain is stored and mailed in its ASCII form", async () => {
  const { made, owner, started } = await begun();
  const domain = `bücher-${made.publisherId}.example.com`;
  const ascii = new URL(`http://${domain}`).hostname;
  expect(ascii).toMatch(/^xn--/);
  await world.simulator.learn({
    tenants: [{ ...made.tenant, domains: [...made.tenant.domains, domain] }],
  });
  const { migration } = succeeded(await submit(owner, started.id, ` Ann@${domain.toUpperCase()} `));
  expect(requirementsOf(migration).workEmail).toMatchObject({ state: "VERIFYING", answer: `Ann@${ascii}` });
  await world.settle();
  succeeded(await confirm(owner, started.id, await mailedCode(world, `Ann@${ascii}`)));
});

test("an owner's own address on an international domain needs no code", async () => {
  const made = await world.account();
  const ascii = new URL(`http://bücher-${made.publisherId}.example.com`).hostname;
  const email = `olga@${ascii}`;
  const person = { email, displayName: "Olga", tenantId: made.tenant.tenantId, oid: randomUUID() };
  const user = { kind: "person", email, displayName: "Olga", role: "Owner", identity: "work" };
  await world.simulator.learn({
    tenants: [{ ...made.tenant, domains: [...made.tenant.domains, ascii] }],
    people: [person],
  });
  const [row] = made.world.accounts as { users: object[] }[];
  await world.importRows([{ ...row, users: [...row!.users, user] }]);
  const owner = await world.as(email);
  const { id } = await start(owner, made);
  expect(succeeded(await submit(owner, id, email)).migration.status).toBe("VERIFYING");
});
