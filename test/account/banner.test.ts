import { MigrationOfDocument, type MigrationStatus } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { bringTo } from "../support/bring-to";
import { application, enroll, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function bannerOf(client: Client, { publisherId }: MadeAccount, locale = "en") {
  return (await client.run(MigrationOfDocument, { publisherId }, locale)).account!.banner;
}

const begin = ["Move {} to Partner Center. You need a work e-mail", "Flytta {} till Partner Center"];
const moving = ["{} is being moved to Partner Center.", "{} flyttas till Partner Center."];
test.each<[MigrationStatus, string, string[]]>([
  ["NOT_STARTED", "ACTION_REQUIRED", begin],
  ["CANCELED", "ACTION_REQUIRED", begin],
  [
    "ACTION_REQUIRED",
    "ACTION_REQUIRED",
    [
      "The move of {} to Partner Center is waiting for your answer.",
      "Flytten av {} till Partner Center väntar på ditt svar.",
    ],
  ],
  [
    "FAILED",
    "ACTION_REQUIRED",
    ["The move of {} to Partner Center has stopped.", "Flytten av {} till Partner Center har stannat."],
  ],
  ["VERIFYING", "IN_PROGRESS", moving],
  ["MIGRATING", "IN_PROGRESS", moving],
])("%s: the owner's banner is %s, and a contributor's names the owners to ask", async (status, kind, sentences) => {
  const { made, owner } = await bringTo(world, status);
  for (const [index, locale] of ["en-GB", "sv-SE"].entries()) {
    const banner = await bannerOf(owner, made, locale);
    expect(banner).toMatchObject({ kind, owners: [] });
    expect(banner!.message).toContain(sentences[index]!.replace("{}", made.displayName));
    if (kind === "ACTION_REQUIRED") expect(banner!.actionUrl).toContain(`/publishers/${made.publisherId}/migration`);
    else expect(banner!.actionUrl).toBeNull();
  }
  const contributor = await world.as(made.contributor);
  expect(await bannerOf(contributor, made)).toMatchObject({
    ...{ kind: "ASK_AN_OWNER", actionUrl: null },
    owners: [{ displayName: "Owner" }, { displayName: "Second" }],
  });
  expect((await bannerOf(contributor, made, "sv"))!.message).toBe(
    `${made.displayName} måste flytta till Partner Center, och det kan bara en ägare göra. Fråga någon av ägarna: Owner eller Second.`,
  );
});

test("COMPLETED: owners and contributors get a banner that links to Partner Center", async () => {
  const { made, owner } = await bringTo(world, "COMPLETED");
  for (const client of [owner, await world.as(made.secondOwner), await world.as(made.contributor)]) {
    expect(await bannerOf(client, made)).toEqual({
      kind: "MANAGE_IN_PARTNER_CENTER",
      message: `${made.displayName} has moved: manage it in Partner Center.`,
      actionUrl: expect.stringMatching(/^https:\/\/partner\.microsoft\.com\//),
      owners: [],
    });
    const { message } = (await bannerOf(client, made, "sv"))!;
    expect(message).toBe(`${made.displayName} har flyttat: hantera kontot i Partner Center.`);
  }
});

test("while an MPN application is being vetted, the owner's banner says so", async () => {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  succeeded(await enroll(owner, id, application()));
  expect(await bannerOf(owner, made)).toMatchObject({ kind: "IN_PROGRESS", message: expect.stringMatching(/vetting/) });
  expect(await bannerOf(owner, made, "sv")).toMatchObject({ message: expect.stringMatching(/granskar er ansökan/) });
});

test.each([
  ["sv-SE,sv;q=0.9,en;q=0.8", "Flytta"],
  ["SV", "Flytta"],
  ["nb, sv;q=0.5, en;q=0.4", "Flytta"],
  ["en;q=0.4, sv;q=0.3", "Move"],
  ["de", "Move"],
  ["*", "Move"],
  ["", "Move"],
  ["no such thing!", "Move"],
])("Accept-Language %j selects the language of the banner", async (locale, word) => {
  const { made, owner } = await bringTo(world, "NOT_STARTED");
  expect((await bannerOf(owner, made, locale))!.message).toMatch(new RegExp(`^${word} `));
});

test("an account name with markup and ICU syntax appears verbatim in the banner", async () => {
  const { made, owner } = await bringTo(world, "NOT_STARTED", { displayName: "<b>{account}</b> 'Ü' & Co {0} #" });
  expect((await bannerOf(owner, made))!.message).toMatch(
    /^Move <b>\{account\}<\/b> 'Ü' & Co \{0\} # to Partner Center/,
  );
});
