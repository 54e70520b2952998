import { UpdateAccountSettingsDocument, ViewerAccountsDocument } from "../generated/graphql";
import { contact, settingsIn, settingsInPartnerCenter, update } from "../support/manage-settings";
import { changesOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { lookAt } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("a settings change reaches Partner Center, keeps the other fields and records an event", async () => {
  const { made, owner } = await migrate(world);
  const before = settingsIn(await update(owner, made, {}));
  const renamed = settingsIn(await update(owner, made, { displayName: `  Quince ${made.publisherId} ` }));
  expect(renamed).toEqual({
    ...before,
    displayName: `Quince ${made.publisherId}`,
    version: before.version + 1,
  });
  expect(renamed.sellerId).toMatch(/^\d+$/);
  const moved = settingsIn(await update(owner, made, { sellerContact: contact }));
  expect(moved).toMatchObject({ displayName: renamed.displayName, sellerContact: contact });
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({
    companyName: renamed.displayName,
    primaryContact: { name: contact.name, email: contact.email, phoneNumber: contact.phone },
    mpnId: made.mpnId,
    sellerId: renamed.sellerId,
  });
  expect(await changesOf(owner, made)).toEqual(Array(3).fill("SETTINGS_CHANGED The account settings were changed."));
});

test("search finds a renamed account by its new name and publisher ID, but not by its old name", async () => {
  const { made, owner } = await migrate(world);
  const name = `Zebra${made.publisherId}`;
  settingsIn(await update(owner, made, { displayName: `${name} Works` }));
  const find = async (search: string) =>
    (await owner.run(ViewerAccountsDocument, { filter: { search } })).viewer.accounts.nodes;
  expect(await find(name.toLowerCase())).toEqual([{ publisherId: made.publisherId, displayName: `${name} Works` }]);
  expect(await find("Works")).toHaveLength(1);
  expect(await find("Test")).toHaveLength(0);
  expect(await find(made.publisherId)).toHaveLength(1);
});

test("all malformed fields are reported at once, and nothing is saved", async () => {
  const { made, owner } = await migrate(world);
  const before = await settingsInPartnerCenter(world, made);
  const address = { line1: " ", city: "", countryCode: "XX" };
  const sellerContact = { name: "\u0007", email: "nobody", phone: "1".repeat(33), address };
  const refusal = await update(owner, made, { displayName: " ", sellerContact }, "sv");
  const at = (...rest: string[]) => ({ path: ["input", "sellerContact", ...rest] });
  expect(refusal).toMatchObject({
    __typename: "InvalidInput",
    message: "7 fält behöver rättas.",
    fields: [
      { path: ["input", "displayName"] },
      at("name"),
      at("email"),
      at("phone"),
      at("address", "line1"),
      at("address", "city"),
      at("address", "countryCode"),
    ],
  });
  expect(await settingsInPartnerCenter(world, made)).toEqual(before);
});

const refused = async (name: string) => {
  const { made, owner } = await migrate(world);
  const before = await settingsInPartnerCenter(world, made);
  expect(await update(owner, made, { displayName: name, sellerContact: { ...contact, name } })).toMatchObject({
    __typename: "InvalidInput",
    fields: [{ path: ["input", "displayName"] }, { path: ["input", "sellerContact", "name"] }],
  });
  expect(await settingsInPartnerCenter(world, made)).toEqual(before);
};

test.each(["a bell \u0007", "a C1 control character \u0085", "half a surrogate pair \ud800"])(
  "a name with %j is refused, as in an import",
  refused,
);

test.each([
  ["nothing to see", "\u200b\u2060\u00ad \u3164"],
  ["an override of the direction", "Contoso \u202egpj.exe"],
  ["an open isolate", "Contoso \u2067"],
])("a name with %s is refused", (_, name) => refused(name));

test("a name in Arabic, with joiners and marks of direction, is accepted", async () => {
  const { made, owner } = await migrate(world);
  const displayName = "\u200fشرکت نمونه\u200cها (Contoso)\u200e";
  expect(settingsIn(await update(owner, made, { displayName }))).toBeDefined();
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: displayName });
});

test("managers can change settings; developers, outsiders and owners before the migration cannot", async () => {
  const { made, owner } = await migrate(world);
  const change = { displayName: "Mine" };
  expect(await update(await world.as(made.contributor), made, change)).toMatchObject({
    __typename: "OwnerRoleRequired",
  });
  settingsIn(await update(await world.as(made.secondOwner), made, change));
  const { id: accountId } = await lookAt(owner, made.publisherId);
  const stranger = await world.account();
  const outsider = await world.as(stranger.owner);
  const { updateAccountSettings } = await outsider.run(UpdateAccountSettingsDocument, {
    input: { accountId, ...change },
  });
  expect(updateAccountSettings).toMatchObject({ __typename: "NotFound" });
  expect(await update(outsider, stranger, change)).toMatchObject({ __typename: "NotAllowedNow" });
});

test("a stale version is refused; an idempotency key replays its change and refuses another input", async () => {
  const { made, owner } = await migrate(world);
  const { version: ifVersion } = settingsIn(await update(owner, made, {}));
  const change = { displayName: "First", ifVersion, idempotencyKey: "first" };
  expect(settingsIn(await update(owner, made, change))).toMatchObject({ version: ifVersion + 1 });
  expect(await update(owner, made, { displayName: "Late", ifVersion })).toMatchObject({
    __typename: "VersionConflict",
    path: ["input", "ifVersion"],
  });
  settingsIn(await update(owner, made, { displayName: "Second" }));
  expect(await update(owner, made, change)).toMatchObject({ replayed: true, account: { displayName: "Second" } });
  expect(await update(owner, made, { ...change, displayName: "Other" })).toMatchObject({ __typename: "InvalidInput" });
  expect(await settingsInPartnerCenter(world, made)).toMatchObject({ companyName: "Second" });
});
