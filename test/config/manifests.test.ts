import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../src/config";
import { readManifests } from "../../src/graphql/persisted/read-manifests";

const directory = mkdtempSync(join(tmpdir(), "manifests-"));
afterAll(() => rmSync(directory, { recursive: true }));
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const [one, two] = ["query One { __typename }", "query Two { __typename }"];

let files = 0;
function file(content: unknown): string {
  const path = join(directory, `${files++}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

test("manifests in codegen's format, with bare hashes and in Apollo's format are merged", () => {
  const apollo = { format: "apollo-persisted-query-manifest", version: 1, operations: [{ id: hash(two), body: two }] };
  const found = readManifests([file({ [`sha256:${hash(one)}`]: one }), file({ [hash(one)]: one }), file(apollo)]);
  expect([...found]).toEqual([
    [hash(one), one],
    [hash(two), two],
  ]);
});

test("the example client's manifest can be read", () => {
  const path = join(__dirname, "../../examples/typed-client/generated/persisted-documents.json");
  expect(readManifests([path]).size).toBeGreaterThan(3);
});

test.each<[string, unknown, RegExp]>([
  ["invalid JSON", "{", /is no list of operations/],
  ["an array of queries", [one], /is no list of operations/],
  ["a query that is not a string", { [hash(one)]: 1 }, /is no list of operations/],
  ["the hash of another query", { [hash(one)]: two }, /of which this is not the SHA-256/],
  ["a hash that is not SHA-256", { "md5:1": one }, /of which this is not the SHA-256/],
])("a file with %s is rejected, naming the file", (_, content, message) => {
  const path = file(content);
  expect(() => readManifests([path])).toThrow(ConfigError);
  expect(() => readManifests([path])).toThrow(message);
  expect(() => readManifests([path])).toThrow(path);
});

test("a missing file is rejected, naming the file", () => {
  expect(() => readManifests(["nowhere.json"])).toThrow(/^PERSISTED_OPERATIONS: nowhere.json cannot be read$/);
});
