import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logLines } from "../support/log-lines";
import { ask } from "../support/ask";
import { subscribe } from "../support/follow";
import { openWorld, type World } from "../support/world";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const listed = "query Email { viewer { email } }";
const outdated = "query Outdated { viewer { nickname } }";
const started = "mutation Start($id: ID!) { startMigration(input: { accountId: $id }) { __typename } }";
const live = 'subscription Live { accountActivity(accountId: "x") { cursor } }';
const texts = [listed, outdated, started, live];

const directory = mkdtempSync(join(tmpdir(), "persisted-"));
const manifest = join(directory, "manifest.json");
writeFileSync(manifest, JSON.stringify(Object.fromEntries(texts.map((text) => [`sha256:${hashOf(text)}`, text]))));
afterAll(() => rmSync(directory, { recursive: true }));

const byHash = (hash: unknown, query?: string) => ({
  ...(query === undefined ? {} : { query }),
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
});

describe("a list that is open", () => {
  const log = logLines();
  let world: World;
  let token: string;
  let email: string;
  beforeAll(async () => {
    world = await openWorld({ env: { PERSISTED_OPERATIONS: manifest, LOG_LEVEL: "warn" }, logTo: log });
    ({ owner: email } = await world.account());
    token = await world.simulator.token(email);
  });
  afterAll(() => world.close());
  const send = (body: unknown) => ask(world.url, { token, body });
  const answered = () => ({ status: 200, data: { viewer: { email } }, errors: [] });

  test("what is listed answers by its hash from the first request on, with variables too", async () => {
    expect(await send(byHash(hashOf(listed)))).toMatchObject(answered());
    expect(await send({ ...byHash(hashOf(started)), variables: { id: "x" } })).toMatchObject({
      data: { startMigration: { __typename: "NotFound" } },
    });
  });

  test("it answers by documentId as well, with the name of its hash or without", async () => {
    for (const documentId of [`sha256:${hashOf(listed)}`, hashOf(listed)]) {
      expect(await send({ documentId })).toMatchObject(answered());
      const path = `/graphql?${new URLSearchParams({ documentId })}`;
      const headers = { "apollo-require-preflight": "true" };
      expect(await ask(world.url, { path, token, headers })).toMatchObject(answered());
    }
  });

  test("what does not fit the schema is complained of at the start, and refused when asked for", async () => {
    expect(log.lines()).toContainEqual(expect.objectContaining({ hash: hashOf(outdated) }));
    expect(await send(byHash(hashOf(outdated)))).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });

  test("a client may register a text of its own by sending it once with its hash", async () => {
    const own = "query Own { viewer { email } }";
    const unknown = await send(byHash(hashOf(own)));
    expect(unknown).toMatchObject({ status: 200, code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await send(byHash(hashOf(own), own))).toMatchObject(answered());
    expect(await send(byHash(hashOf(own)))).toMatchObject(answered());
  });

  test("nobody registers anything without a token, nor what is not valid", async () => {
    const own = "query Nobody { viewer { email } }";
    expect(await ask(world.url, { body: byHash(hashOf(own), own) })).toMatchObject({ code: "UNAUTHENTICATED" });
    const wrong = "query Wrong { viewer { wrong } }";
    expect(await send(byHash(hashOf(wrong), wrong))).toMatchObject({ code: "BAD_USER_INPUT" });
    for (const text of [own, wrong])
      expect(await send(byHash(hashOf(text)))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  });

  test("texts of clients are forgotten before they fill the memory, those of the list never", async () => {
    const padded = (n: number) => `query Padded${n} { viewer { email } } ${"#".repeat(60_000)}`;
    for (let n = 0; n < 70; n++) await send(byHash(hashOf(padded(n)), padded(n)));
    expect(await send(byHash(hashOf(padded(69))))).toMatchObject(answered());
    expect(await send(byHash(hashOf(padded(0))))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await send(byHash(hashOf(listed)))).toMatchObject(answered());
  });

  test.each<[string, object, string]>([
    ["the hash of another text", byHash(hashOf(listed), "{ __typename }"), "BAD_USER_INPUT"],
    ["a hash that is unknown", byHash("0".repeat(64)), "PERSISTED_QUERY_NOT_FOUND"],
    ["a hash that is none", byHash("sha256"), "PERSISTED_QUERY_NOT_FOUND"],
    ["a number", byHash(1), "PERSISTED_QUERY_NOT_FOUND"],
    ["a name of every object", byHash("constructor"), "PERSISTED_QUERY_NOT_FOUND"],
    ["no hash", byHash(undefined), "PERSISTED_QUERY_NOT_FOUND"],
    [
      "another version",
      { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(listed) } } },
      "BAD_USER_INPUT",
    ],
    ["a documentId that is unknown", { documentId: "nobody" }, "PERSISTED_QUERY_NOT_FOUND"],
    ["a documentId that is none", { documentId: { $gt: "" } }, "PERSISTED_QUERY_NOT_FOUND"],
    ["a documentId of another text", { documentId: hashOf(listed), query: "{ __typename }" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, body, code) => {
    expect(await send(body)).toMatchObject({ data: undefined, code });
  });
});

describe("a list that is closed", () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await openWorld({ env: { PERSISTED_OPERATIONS: manifest, PERSISTED_ONLY: "true" } });
    token = await world.simulator.token((await world.account()).owner);
  });
  afterAll(() => world.close());
  const send = (body: unknown) => ask(world.url, { token, body });

  test("what is listed is answered, by its hash and by its text", async () => {
    for (const body of [byHash(hashOf(listed)), { documentId: hashOf(listed) }, { query: listed }])
      expect(await send(body)).toMatchObject({ status: 200, errors: [] });
  });

  test.each([
    ["another text", "{ viewer { email } }"],
    ["the listed text with a blank more", `${listed} `],
    ["a look at the schema", "{ __schema { queryType { name } } }"],
    ["not even the root's name", "{ __typename }"],
  ])("%s is refused, with its hash or without", async (_, query) => {
    for (const body of [{ query }, byHash(hashOf(query), query)])
      expect(await send(body)).toMatchObject({ status: 400, data: undefined, code: "BAD_USER_INPUT" });
    expect(await send(byHash(hashOf(query)))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  });

  test("subscriptions are no way around it", async () => {
    const codes = async (query: string, hash?: string) =>
      (await subscribe(world.url, token, { query, ...(hash === undefined ? {} : byHash(hash)) }))!.map(
        ({ extensions }) => extensions!["code"],
      );
    // The account does not exist, so a listed operation gets as far as FORBIDDEN.
    expect(await codes(live)).toEqual(["FORBIDDEN"]);
    expect(await codes("", hashOf(live))).toEqual(["FORBIDDEN"]);
    expect(await codes(live.replace("cursor", "__typename"))).toEqual(["BAD_USER_INPUT"]);
    expect(await codes("", "0".repeat(64))).toEqual(["PERSISTED_QUERY_NOT_FOUND"]);
  });
});
