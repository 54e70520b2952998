import { randomUUID } from "node:crypto";
import { NamesDocument, ViewerDocument } from "../generated/graphql";
import { bringTo } from "../support/bring-to";
import { submit } from "../support/walk";
import { openWorld, type World } from "../support/world";
import { ownerOf, sees, signIn } from "./sign-in";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("another tenant's token with the owner's address sees nothing, and does not take the address", async () => {
  const made = await world.account();
  const { tenant } = await world.account();
  const owner = ownerOf(made);
  const impostor = await signIn(world, { email: made.owner, tenantId: tenant.tenantId });
  expect(await sees(impostor, made)).toBe("nothing");
  expect(await sees(await signIn(world, owner), made)).toBe("the account");
  expect(await sees(impostor, made)).toBe("nothing");
});

test("the owner's object ID in another tenant is another person", async () => {
  const made = await world.account();
  const { tenant } = await world.account();
  const owner = ownerOf(made);
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
  expect(await sees(await signIn(world, { ...owner, tenantId: tenant.tenantId }), made)).toBe("nothing");
});

test("an owner who is a guest in another tenant sees nothing there, before or after binding", async () => {
  const made = await world.account();
  const { tenant } = await world.account();
  const guest = await world.as(made.owner, { guestIn: tenant.tenantId });
  expect(await sees(guest, made)).toBe("nothing");
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
  expect(await sees(guest, made)).toBe("nothing");
});

test("a guest in the company's tenant sees nothing, even with an address of the company's domain", async () => {
  const made = await world.account();
  const { tenant } = await world.account();
  const person = { email: made.owner, tenantId: tenant.tenantId };
  expect(await sees(await signIn(world, person, { guestIn: made.tenant.tenantId }), made)).toBe("nothing");
  expect(await sees(await signIn(world, ownerOf(made)), made)).toBe("the account");
});

test("a tenant's default domain is shown to its own members only: not to guests, nor to who may know its name", async () => {
  const { made, owner, id } = await bringTo(world, "ACTION_REQUIRED", { mpn: "other-tenant" });
  await submit(owner, id, made.owner);
  const { account } = await owner.run(NamesDocument, { publisherId: made.publisherId });
  const named = { displayName: made.mpnTenant.displayName, defaultDomain: null };
  expect(account!.migration.requirements[0]).toMatchObject({ tenant: named });
  const { displayName, defaultDomain } = made.tenant;
  expect((await owner.run(ViewerDocument, {})).viewer.tenant).toMatchObject({ displayName, defaultDomain });
  const guest = await world.as(made.insider, { guestIn: made.tenant.tenantId });
  expect((await guest.run(ViewerDocument, {})).viewer.tenant).toMatchObject({ displayName, defaultDomain: null });
});

test.each(["personal", "personal-on-domain"] as const)(
  "a %s account sees its account, but not as a guest in the company's tenant",
  async (kind) => {
    const made = await world.account({ signIn: kind });
    const guest = await world.as(made.owner, { guestIn: made.tenant.tenantId });
    expect(await sees(guest, made)).toBe("nothing");
    expect(await sees(await world.as(made.owner), made)).toBe("the account");
    expect(await sees(guest, made)).toBe("nothing");
  },
);

test("a personal account with the address of a work user sees nothing, and does not take the address", async () => {
  const made = await world.account();
  const owner = ownerOf(made);
  const personal = await signIn(world, { email: made.owner, tenantId: null });
  expect(await sees(personal, made)).toBe("nothing");
  expect(await sees(await signIn(world, owner), made)).toBe("the account");
  expect(await sees(personal, made)).toBe("nothing");
});

test("a work account with the address of a personal user sees nothing, and does not take the address", async () => {
  const made = await world.account({ signIn: "personal-on-domain" });
  const owner = ownerOf(made);
  const work = await signIn(world, { email: made.owner, tenantId: made.tenant.tenantId });
  expect(await sees(work, made)).toBe("nothing");
  expect(await sees(await signIn(world, { ...owner, tenantId: null }), made)).toBe("the account");
  expect(await sees(work, made)).toBe("nothing");
});

test("an address on a domain without a tenant does not bind until a tenant has the domain", async () => {
  const made = await world.account();
  await world.simulator.learn({ tenants: [{ ...made.tenant, domains: [], defaultDomain: `${randomUUID()}.example` }] });
  const owner = await world.as(made.owner);
  expect(await sees(owner, made)).toBe("nothing");
  await world.simulator.learn({ tenants: [made.tenant] });
  expect(await sees(owner, made)).toBe("the account");
});

test("a colleague without a role sees nothing", async () => {
  const made = await world.account();
  expect(await sees(await world.as(made.employee), made)).toBe("nothing");
});

const forgeries = ["signature", "issuer", "none", "consumer-key", "consumer-issuer"];
test.each(forgeries)("a token forged by %s is refused", async (forge) => {
  const made = await world.account();
  const forged = await world.as(made.owner, { forge });
  expect(await forged.raw("{ viewer { email } }")).toMatchObject({
    status: 401,
    errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
  });
  expect(await sees(await world.as(made.owner), made)).toBe("the account");
});

test.each([{ expiresIn: -60 }, { aud: "https://graph.microsoft.com" }])(
  "a token with %j is refused",
  async (options) => {
    const made = await world.account();
    const client = await world.as(made.owner, options);
    expect(await client.raw("{ viewer { email } }")).toMatchObject({ status: 401 });
  },
);
