import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A fenced block of a page. */
export interface Block {
  /** Its position: `docs/frontend.md:40`. */
  at: string;
  language: string;
  text: string;
  /** The person who runs it, when the page says so: `<!-- as support@partner.example -->`. */
  as: string | null;
  /** Why it is not run, when the page says so: `<!-- not run: it is what starts everything -->`. */
  notRun: string | null;
}

const root = join(__dirname, "../..");

/** The pages for readers. */
export const pages = (): string[] => [
  "README.md",
  "CONTRIBUTING.md",
  ...["docs", "examples/typed-client", "simulator"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => `${folder}/${name}`),
  ),
];

/** The blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), "utf8");
  const fence = /(?:^<!-- (as|not run:) (.+?) -->\n+)?^```(\w*)\n(.*?)^```$/gms;
  return [...text.matchAll(fence)].map(({ index, 1: mark, 2: words, 3: language, 4: inner }) => ({
    at: `${page}:${text.slice(0, index).split("\n").length}`,
    language: language!,
    text: inner!,
    as: mark === "as" ? words! : null,
    notRun: mark === "not run:" ? words! : null,
  }));
}

/** Every block of that language in all pages. */
export const blocksIn = (language: string): Block[] =>
  pages()
    .flatMap(blocksOf)
    .filter((block) => block.language === language);
