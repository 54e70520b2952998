import { randomUUID } from "node:crypto";
import { MigrationOfDocument, StartMigrationDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { openWorld, type World } from "../support/world";

let world: World;
let made: MadeAccount;
let owner: Client;
let contributor: Client;
beforeAll(async () => {
  world = await openWorld();
  made = await world.account();
  [owner, contributor] = [await world.as(made.owner), await world.as(made.contributor)];
});
afterAll(() => world.close());

async function bannerIn(locale: string): Promise<string> {
  const { data } = await owner.send(MigrationOfDocument, { publisherId: made.publisherId }, locale);
  return data!.account!.banner!.message;
}

/** The header as it appears in a test's name. */
const shortly = (header: string): string => (header.length > 40 ? `of ${header.length} characters` : `"${header}"`);

const headers: [asked: string, given: string][] = [
  ["sv", "sv"],
  ["SV", "sv"],
  ["sv-SE", "sv"],
  ["sv-FI", "sv"],
  ["sv-SE,sv;q=0.9,en;q=0.8", "sv"],
  ["de, sv;q=0.5", "sv"],
  ["en;q=0.4, sv;q=0.5", "sv"],
  ["nb, sv;q=0.2, en;q=0.1", "sv"],
  ["en", "en"],
  ["en-GB", "en"],
  ["en;q=0.9, sv;q=0.8", "en"],
  ["sv;q=0.1, en-US;q=0.9", "en"],
  ["de", "en"],
  ["de-DE, fr;q=0.9", "en"],
  ["*", "en"],
  ["sv;q=0", "en"],
  ["sv;q=0, *", "en"],
  ["swe", "en"],
  ["", "en"],
  [";;;,,,q=", "en"],
  ["sv".repeat(4_000), "en"],
];

test.each(headers.map(([asked, given]) => [shortly(asked), given, asked] as const))(
  "Accept-Language %s gives %s",
  async (_, given, asked) => {
    const [english, swedish] = [await bannerIn("en"), await bannerIn("sv")];
    expect(english).not.toBe(swedish);
    expect(await bannerIn(asked)).toBe(given === "sv" ? swedish : english);
  },
);

test("the message of a refusal is in the language of its request", async () => {
  const { data } = await contributor.send(MigrationOfDocument, { publisherId: made.publisherId });
  const start = async (locale: string) => {
    const input = { accountId: data!.account!.id, idempotencyKey: randomUUID() };
    const { startMigration } = await contributor.run(StartMigrationDocument, { input }, locale);
    expect(startMigration.__typename).toBe("OwnerRoleRequired");
    return (startMigration as { message: string }).message;
  };
  const [english, swedish] = [await start("en"), await start("sv")];
  expect(english).toMatch(/\bowner\b/i);
  expect(swedish).toMatch(/ägare/i);
});
