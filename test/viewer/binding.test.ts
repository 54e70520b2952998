import { randomUUID } from "node:crypto";
import { openWorld, type World } from "../support/world";
import { ownerOf, sees, signIn } from "./sign-in";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("the first sign-in binds the person, and whatever their address is later, they reach their accounts", async () => {
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

test("the address may be written in any case", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const client = await signIn(world, { ...owner, email: made.owner.toUpperCase() });
  expect(await sees(client, made)).toBe("the account");
});

test("a personal account on the company's domain binds by the consumer tenant's own token", async () => {
  const made = await world.account({ signIn: "personal-on-domain" });
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
});

test("an address that somebody has bound binds to nobody else, and the first one keeps it", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const first = await world.as(made.owner);
  expect(await sees(first, made)).toBe("the account");
  expect(await sees(await signIn(world, { ...owner, oid: randomUUID() }), made)).toBe("nothing");
  expect(await sees(first, made)).toBe("the account");
});

test("an address given back is not bound anew to whoever gets it next", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
  const renamed = await signIn(world, { ...owner, email: `renamed@${made.tenant.domains[0]}` });
  const successor = await signIn(world, { ...owner, oid: randomUUID() });
  expect(await sees(successor, made)).toBe("nothing");
  expect(await sees(renamed, made)).toBe("the account");
});

test("many requests of one first sign-in at the same time all see the account", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const seen = await Promise.all(Array.from({ length: 12 }, () => sees(owner, made)));
  expect(new Set(seen)).toEqual(new Set(["the account"]));
});

test("of two persons who sign in with one address at the same time, exactly one is bound", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const rivals = [
    await signIn(world, { ...owner, oid: randomUUID() }),
    await signIn(world, { ...owner, oid: randomUUID() }),
  ];
  const seen = await Promise.all(rivals.map((rival) => sees(rival, made)));
  expect(seen.sort()).toEqual(["nothing", "the account"]);
});

test("a binding survives that CPP no longer has the person, and shows nothing", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  expect(await sees(owner, made)).toBe("the account");
  const [row] = made.world.accounts as { users: { email: string }[] }[];
  await world.importRows([{ ...row, users: row!.users.filter(({ email }) => email !== made.owner) }]);
  expect(await sees(owner, made)).toBe("nothing");
  await world.importRows([row!]);
  expect(await sees(owner, made)).toBe("the account");
});

test("a person who looks before CPP has them is bound once it does", async () => {
  const made = await world.account();
  const employee = await world.as(made.employee);
  expect(await sees(employee, made)).toBe("nothing");
  const [row] = made.world.accounts as { users: object[] }[];
  const user = { kind: "person", email: made.employee, displayName: null, role: "Contributor", identity: "work" };
  await world.importRows([{ ...row, users: [...row!.users, user] }]);
  expect(await sees(employee, made)).toBe("the account");
});
