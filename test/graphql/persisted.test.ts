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

describe("with an open list of operations", () => {
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

  test("a listed operation runs by its hash from the first request on, with variables too", async () => {
    expect(await send(byHash(hashOf(listed)))).toMatchObject(answered());
    expect(await send({ ...byHash(hashOf(started)), variables: { id: "x" } })).toMatchObject({
      data: { startMigration: { __typename: "NotFound" } },
    });
  });

  test("a listed operation runs by documentId, with or without the prefix sha256:", async () => {
    for (const documentId of [`sha256:${hashOf(listed)}`, hashOf(listed)]) {
      expect(await send({ documentId })).toMatchObject(answered());
      const path = `/graphql?${new URLSearchParams({ documentId })}`;
      const headers = { "apollo-require-preflight": "true" };
      expect(await ask(world.url, { path, token, headers })).toMatchObject(answered());
    }
  });

  test("a listed operation that does not fit the schema is logged at startup and refused on request", async () => {
    expect(log.lines()).toContainEqual(expect.objectContaining({ hash: hashOf(outdated) }));
    expect(await send(byHash(hashOf(outdated)))).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });

  test("a client may register its own query by sending it with its hash", async () => {
    const own = "query Own { viewer { email } }";
    const unknown = await send(byHash(hashOf(own)));
    expect(unknown).toMatchObject({ status: 200, code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await send(byHash(hashOf(own), own))).toMatchObject(answered());
    expect(await send(byHash(hashOf(own)))).toMatchObject(answered());
  });

  test("neither a query without a token nor an invalid query is registered", async () => {
    const own = "query Nobody { viewer { email } }";
    expect(await ask(world.url, { body: byHash(hashOf(own), own) })).toMatchObject({ code: "UNAUTHENTICATED" });
    const wrong = "query Wrong { viewer { wrong } }";
    expect(await send(byHash(hashOf(wrong), wrong))).toMatchObject({ code: "BAD_USER_INPUT" });
    for (const text of [own, wrong])
      expect(await send(byHash(hashOf(text)))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  });

  test("registered queries are evicted to bound memory, listed operations never", async () => {
    const padded = (n: number) => `query Padded${n} { viewer { email } } ${"#".repeat(60_000)}`;
    for (let n = 0; n < 70; n++) await send(byHash(hashOf(padded(n)), padded(n)));
    expect(await send(byHash(hashOf(padded(69))))).toMatchObject(answered());
    expect(await send(byHash(hashOf(padded(0))))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await send(byHash(hashOf(listed)))).toMatchObject(answered());
  });

  test.each<[string, object, string]>([
    ["the hash of another query", byHash(hashOf(listed), "{ __typename }"), "BAD_USER_INPUT"],
    ["an unknown hash", byHash("0".repeat(64)), "PERSISTED_QUERY_NOT_FOUND"],
    ["a malformed hash", byHash("sha256"), "PERSISTED_QUERY_NOT_FOUND"],
    ["a number as hash", byHash(1), "PERSISTED_QUERY_NOT_FOUND"],
    ["a hash named like an object's property", byHash("constructor"), "PERSISTED_QUERY_NOT_FOUND"],
    ["a missing hash", byHash(undefined), "PERSISTED_QUERY_NOT_FOUND"],
    [
      "another version of persisted queries",
      { extensions: { persistedQuery: { version: 2, sha256Hash: hashOf(listed) } } },
      "BAD_USER_INPUT",
    ],
    ["an unknown documentId", { documentId: "nobody" }, "PERSISTED_QUERY_NOT_FOUND"],
    ["a documentId that is not a string", { documentId: { $gt: "" } }, "PERSISTED_QUERY_NOT_FOUND"],
    ["the documentId of another query", { documentId: hashOf(listed), query: "{ __typename }" }, "BAD_USER_INPUT"],
  ])("%s is refused", async (_, body, code) => {
    expect(await send(body)).toMatchObject({ data: undefined, code });
  });
});

describe("with a closed list of operations", () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await openWorld({ env: { PERSISTED_OPERATIONS: manifest, PERSISTED_ONLY: "true" } });
    token = await world.simulator.token((await world.account()).owner);
  });
  afterAll(() => world.close());
  const send = (body: unknown) => ask(world.url, { token, body });

  test("a listed operation runs by its hash, its documentId and its text", async () => {
    for (const body of [byHash(hashOf(listed)), { documentId: hashOf(listed) }, { query: listed }])
      expect(await send(body)).toMatchObject({ status: 200, errors: [] });
  });

  test.each([
    ["an unlisted query", "{ viewer { email } }"],
    ["a listed query with an extra blank", `${listed} `],
    ["introspection", "{ __schema { queryType { name } } }"],
    ["__typename of the root", "{ __typename }"],
  ])("%s is refused, with or without its hash", async (_, query) => {
    for (const body of [{ query }, byHash(hashOf(query), query)])
      expect(await send(body)).toMatchObject({ status: 400, data: undefined, code: "BAD_USER_INPUT" });
    expect(await send(byHash(hashOf(query)))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  });

  test("a subscription must be listed too, sent by text or by hash", async () => {
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
