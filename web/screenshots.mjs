import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

/* Takes the pictures of docs/screenshots from a demo that it starts itself. */

const root = join(import.meta.dirname, "..");
const pictures = join(root, "docs/screenshots");
const port = 4490;
const service = `http://127.0.0.1:${port}`;
const simulator = `http://127.0.0.1:${port + 1}/simulator`;
const phone = { width: 390, height: 800 };

const directory = await mkdtemp(join(tmpdir(), "screenshots-"));
const demo = spawn(process.execPath, [join(root, "dist/simulator/start.js")], {
  cwd: root,
  stdio: ["ignore", "pipe", "inherit"],
  env: {
    ...process.env,
    PORT: port,
    SIMULATOR_PORT: port + 1,
    WEB_URL: service,
    LOG_LEVEL: "error",
    DATABASE_URL: `sqlite:${join(directory, "accounts.sqlite")}`,
    SIMULATOR_DATA: join(directory, "simulator"),
  },
});
const ended = once(demo, "exit");
let browser;
try {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });
  await demoIsReady();
  await takeAll();
} finally {
  await browser?.close();
  demo.kill("SIGTERM");
  await ended;
  await rm(directory, { recursive: true, force: true });
}

async function demoIsReady() {
  for await (const line of createInterface({ input: demo.stdout })) if (line === "Ready.") return demo.stdout.resume();
  throw new Error("the demo ended before it was ready");
}

async function takeAll() {
  const ready = await visit("someone@contoso.com", "/");
  await ready.getByRole("row").nth(3).waitFor();
  await take(ready, "profile");
  await ready.emulateMedia({ colorScheme: "dark" });
  await take(ready, "profile-dark");

  const contributor = await visit("contributor@contoso.com", "/", { viewport: phone });
  await contributor.getByText("An owner must act").waitFor();
  await take(contributor, "contributor-phone");

  const mismatch = await visit("owner@fabrikam-studios.com", "/publishers/fabrikam-mismatch/migration");
  await mismatch.getByRole("button", { name: "Start", exact: true }).click();
  const address = mismatch.getByRole("textbox", { name: "Work e-mail" });
  await address.fill("owner@fabrikam-studios.com");
  await address.press("Enter");
  await mismatch.getByText("does not belong").first().waitFor();
  await take(mismatch, "tenant-mismatch");
  await address.fill("owner@fabrikam.com");
  await address.press("Enter");
  const code = mismatch.getByRole("textbox", { name: "Code" });
  await code.fill(await mailedCode("owner@fabrikam.com"));
  await code.press("Enter");
  await mismatch.getByText("4 of 4 steps done").last().waitFor();
  await take(mismatch, "moved");
}

async function visit(email, path, options = {}) {
  const defaults = { viewport: { width: 1280, height: 800 }, locale: "en-GB", reducedMotion: "reduce" };
  const context = await browser.newContext({ ...defaults, ...options });
  const page = await context.newPage();
  await page.addInitScript((one) => sessionStorage.setItem("signed-in-as", one), email);
  await page.goto(`${service}${path}`);
  return page;
}

function take(page, name) {
  return page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** Waits for a code in the newest mail to the address, and returns it. */
async function mailedCode(address) {
  for (;;) {
    const [mail] = await (await fetch(`${simulator}/mailbox/${address}`)).json();
    const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
    if (code !== undefined) return code;
  }
}
