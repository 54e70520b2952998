import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { until } from "../../support/until";
import { openWorld, type World, type WorldOptions } from "../../support/world";

/** A world whose service serves the built page, and a browser to look at it with. */
export interface BrowserWorld extends World {
  browser: Browser;
  /** Opens a page of the service, signed in as that person. */
  visit(email: string | null, path: string, options?: VisitOptions): Promise<Page>;
  /** Closes every page. Throws when one has reported an error or a CSP violation. */
  leave(): Promise<void>;
}

/** Options of a visit. */
export interface VisitOptions {
  locale?: string;
  width?: number;
  /** Called with the page's context before anything is loaded. */
  prepare?: (context: BrowserContext) => Promise<void>;
}

const quietly = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
const pages = join(__dirname, "../../../dist/web");

/** A world with a browser, for the tests of one file. */
export async function openBrowserWorld(options: WorldOptions = {}): Promise<BrowserWorld> {
  const world = await openWorld({ ...options, clockRuns: true, env: { WEB_DIR: pages, ...options.env } });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM!,
    args: [...quietly, "--disable-component-update", "--disable-sync"],
  });
  const complaints: string[] = [];

  return {
    ...world,
    browser,
    visit: async (email, path, { locale = "en-GB", width = 1280, prepare } = {}) => {
      const context = await browser.newContext({ locale, viewport: { width, height: 800 }, reducedMotion: "reduce" });
      context.setDefaultTimeout(20_000);
      await prepare?.(context);
      const page = await context.newPage();
      page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
      page.on("console", (message) => {
        if (message.text().includes("Content Security Policy")) complaints.push(`${path}: ${message.text()}`);
      });
      if (email !== null) await page.addInitScript((one) => sessionStorage.setItem("signed-in-as", one), email);
      await page.goto(`${world.url}${path}`);
      return page;
    },
    leave: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      const told = complaints.splice(0);
      if (told.length > 0) throw new Error(`the pages complained:\n${told.join("\n")}`);
    },
    close: async () => {
      await browser.close();
      await world.close();
    },
  };
}

declare const sessionStorage: { setItem(name: string, value: string): void };

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Fluent's focus sentinels pass the focus on at once, so no user ever stays on one. */
const exclude = "[data-tabster-dummy]";

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** Returns the colors that the page's styles refer to and nothing defines: what they color stays transparent. */
const undefinedColors = `(() => {
  const known = getComputedStyle(document.querySelector(".fui-FluentProvider"));
  const rules = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules]);
  const names = rules.flatMap(({ cssText }) => [...cssText.matchAll(/var\\((--color\\w+)\\)/g)].map(([, name]) => name));
  return [...new Set(names)].filter((name) => known.getPropertyValue(name) === "");
})()`;

/** Returns the violations that axe-core finds in the page's current state, dark and light, and undefined colors. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate<string[]>(undefinedColors);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    const violated = await page.evaluate<Violation[]>(
      `axe.run({ exclude: ["${exclude}"] }, { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
    );
    for (const { id, nodes } of violated)
      found.push(...nodes.map(({ html, failureSummary }) => `${colorScheme}, ${id}: ${html}\n${failureSummary}`));
  }
  return found;
}

/** Returns what has the focus: its tag name, then its label, name or text. */
const focused = (page: Page): Promise<string> =>
  page.evaluate<string>(
    `(({ tagName, ariaLabel, name, innerText }) => [tagName, ariaLabel || name || innerText].join(" "))(document.activeElement)`,
  );

/** Expects the focus on such an element; it arrives there a moment after what has moved it. */
export async function expectFocus(page: Page, on: string | RegExp): Promise<void> {
  const isThere = (focus: string) => (typeof on === "string" ? focus === on : on.test(focus));
  await until(async () => isThere(await focused(page))).catch(() => undefined);
  expect(await focused(page)).toEqual(typeof on === "string" ? on : expect.stringMatching(on));
}

/** Carries out the page's next operation of that name, and lets the page lose the answer. */
export async function loseNextAnswer(page: Page, operationName: string): Promise<void> {
  let lost = false;
  await page.route("**/graphql", async (route) => {
    const asked = route.request().postDataJSON() as { operationName?: string } | null;
    if (lost || asked?.operationName !== operationName) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort();
  });
}
