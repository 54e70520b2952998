import { randomUUID } from "node:crypto";
import { openWorld, type World } from "../support/world";
import { ownerOf, sees, signIn } from "./sign-in";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("the first sign-in binds the person, who keeps access when their address changes", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
  for (const email of [
    `married@${made.tenant.domains[0]}`,
    `${randomUUID()}@elsewhere.example`,
    "no address at all@x.y",
  ])
    expect(await sees(await signIn(world, { ...owner, email: email.replaceAll(" ", "-") }), made)).toBe("the account");
});

test("binding ignores the case of the address", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const client = await signIn(world, { ...owner, email: made.owner.toUpperCase() });
  expect(await sees(client, made)).toBe("the account");
});

test("a personal account on the company's domain is bound by a token of the consumer tenant", async () => {
  const made = await world.account({ signIn: "personal-on-domain" });
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
});

test("an address already bound binds to nobody else, and stays with the first person", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const first = await world.as(made.owner);
  expect(await sees(first, made)).toBe("the account");
  expect(await sees(await signIn(world, { ...owner, oid: randomUUID() }), made)).toBe("nothing");
  expect(await sees(first, made)).toBe("the account");
});

test("an address that its holder has given up does not bind to its next holder", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
  const renamed = await signIn(world, { ...owner, email: `renamed@${made.tenant.domains[0]}` });
  const successor = await signIn(world, { ...owner, oid: randomUUID() });
  expect(await sees(successor, made)).toBe("nothing");
  expect(await sees(renamed, made)).toBe("the account");
});

test("concurrent requests of a first sign-in all see the account", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const seen = await Promise.all(Array.from({ length: 12 }, () => sees(owner, made)));
  expect(new Set(seen)).toEqual(new Set(["the account"]));
});

test("of two people who sign in with the same address concurrently, exactly one is bound", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const rivals = [
    await signIn(world, { ...owner, oid: randomUUID() }),
    await signIn(world, { ...owner, oid: randomUUID() }),
  ];
  const seen = await Promise.all(rivals.map((rival) => sees(rival, made)));
  expect(seen.sort()).toEqual(["nothing", "the account"]);
});

test("a person removed from CPP sees nothing, and is still bound when added again", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  expect(await sees(owner, made)).toBe("the account");
  const [row] = made.world.accounts as { users: { email: string }[] }[];
  await world.importRows([{ ...row, users: row!.users.filter(({ email }) => email !== made.owner) }]);
  expect(await sees(owner, made)).toBe("nothing");
  await world.importRows([row!]);
  expect(await sees(owner, made)).toBe("the account");
});

test("a person who signs in before CPP has them is bound once an import adds them", async () => {
  const made = await world.account();
  const employee = await world.as(made.employee);
  expect(await sees(employee, made)).toBe("nothing");
  const [row] = made.world.accounts as { users: object[] }[];
  const user = { kind: "person", email: made.employee, displayName: null, role: "Contributor", identity: "work" };
  await world.importRows([{ ...row, users: [...row!.users, user] }]);
  expect(await sees(employee, made)).toBe("the account");
});
