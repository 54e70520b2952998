import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isIntrospectionType } from "graphql";
import { generatedPages } from "../../docs/generate/pages";
import { createSchema } from "../../src/graphql/build-schema";

const pages = generatedPages();

test.each(Object.entries(pages))("%s matches what the code generates: else run npm run docs", (path, text) => {
  expect(readFileSync(join(__dirname, "../..", path), "utf8")).toBe(text);
});

test("the reference has a section for every type and no dead link", () => {
  const text = pages["docs/reference.md"]!;
  const titles = new Set(
    [...text.matchAll(/^##+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(" ", "-")),
  );
  const names = Object.values(createSchema().getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .map(({ name }) => name);
  for (const name of names)
    if (!["ID", "String", "Int", "Boolean"].includes(name)) expect(titles).toContain(name.toLowerCase());
  for (const [, target] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(titles).toContain(target);
});
