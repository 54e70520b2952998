import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, validate } from "graphql";
import { createSchema } from "../../src/graphql/build-schema";
import { blocksIn, blocksOf, pages } from "./blocks";

const root = join(__dirname, "../..");
const schema = createSchema();

/** The languages whose blocks are checked; mermaid is generated from the machine's table (test/contract). */
const known = ["graphql", "json", "sh", "ts", "mermaid"];

test.each(pages())("every code block of %s is in a language that the tests check", (page) => {
  for (const { at, language } of blocksOf(page)) expect([at, known]).toEqual([at, expect.arrayContaining([language])]);
});

test.each(blocksIn("graphql").map((block) => [block.at, block] as const))("%s matches the schema", (_, { text }) => {
  expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
});

test.each(blocksIn("json").map((block) => [block.at, block] as const))("%s is valid JSON", (_, { text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});

test.each(blocksIn("ts").map((block) => [block.at, block] as const))("%s matches its source file", (_, { text }) => {
  const [, file, excerpt] = /^\/\/ (\S+)\n(.+)$/s.exec(text)!;
  expect(readFileSync(join(root, file!), "utf8")).toContain(excerpt);
});

test.each(blocksIn("sh").map((block) => [block.at, block] as const))("%s has a reason if it is not run", (_, block) => {
  expect(block.notRun === null || block.notRun.length > 10).toBe(true);
});

test.each(pages())("%s has no dead link or image", (page) => {
  const text = readFileSync(join(root, page), "utf8").replace(/```.*?```/gs, "");
  for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (/^https?:/.test(target!)) continue;
    expect([target, existsSync(join(root, dirname(page), target!))]).toEqual([target, true]);
  }
});
