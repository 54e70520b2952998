import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ask } from "../support/ask";
import { openWorld, type World } from "../support/world";

const simulatorUrl = "http://127.0.0.1:4010";

let directory: string;
let served: World;
let bare: World;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "test-pages-"));
  await mkdir(join(directory, "assets"));
  await writeFile(join(directory, "index.html"), '<meta nonce="CSP_NONCE"><script nonce="CSP_NONCE"></script>');
  await writeFile(join(directory, "assets", "index-abc.js"), "export {};");
  await writeFile(join(directory, "secret.txt"), "not an asset");
  served = await openWorld({ env: { WEB_DIR: directory, SIMULATOR_URL: simulatorUrl, NODE_ENV: "production" } });
  bare = await openWorld({ env: { NODE_ENV: "production" } });
});
afterAll(async () => {
  await served.close();
  await bare.close();
  await rm(directory, { recursive: true, force: true });
});

const nonceIn = (text: string | null) => /nonce[-="]+([\w+/=]+)['"]/.exec(text ?? "")?.[1];

test.each(["/", "/publishers/contoso", "/publishers/a%2Fb/migration", "/program"])("%s gets the page", async (path) => {
  const { status, headers, text } = await ask(served.url, { path });
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(headers.get("cache-control")).toBe("no-cache");
  expect(text).not.toContain("CSP_NONCE");
  const policy = headers.get("content-security-policy")!;
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain("connect-src 'self' http://127.0.0.1:4010;");
  expect(policy).not.toContain("unsafe");
  expect(nonceIn(text)).toMatch(/^.{22}==$/);
  expect(policy).toContain(`'nonce-${nonceIn(text)}'`);
});

test("without a simulator, the CSP allows connections and frames to Entra ID", async () => {
  const world = await openWorld({ env: { WEB_DIR: directory, SIMULATOR_URL: "", NODE_ENV: "production" } });
  try {
    const { headers } = await ask(world.url, { path: "/" });
    const policy = headers.get("content-security-policy")!.split("; ");
    const entra = new URL(world.app.services.config.ENTRA_URL).origin;
    expect(policy).toEqual(expect.arrayContaining([`connect-src 'self' ${entra}`, `frame-src 'self' ${entra}`]));
    expect(JSON.parse((await ask(world.url, { path: "/config.json" })).text)).toEqual({ signInUrl: null });
  } finally {
    await world.close();
  }
});

test("each response has its own CSP nonce", async () => {
  const [first, second] = await Promise.all([ask(served.url, { path: "/" }), ask(served.url, { path: "/" })]);
  expect(nonceIn(first.text)).not.toBe(nonceIn(second.text));
});

test("an asset is cached as immutable", async () => {
  const { status, headers, text } = await ask(served.url, { path: "/assets/index-abc.js" });
  expect({ status, text }).toEqual({ status: 200, text: "export {};" });
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("/config.json gives the sign-in URL, with Cache-Control: no-cache", async () => {
  const { data: _, ...answer } = await ask(served.url, { path: "/config.json" });
  expect(JSON.parse(answer.text)).toEqual({ signInUrl: `${simulatorUrl}/simulator` });
  expect(answer.headers.get("cache-control")).toBe("no-cache");
});

test.each(["/assets/none.js", "/assets/..%2fsecret.txt", "/secret.txt", "/publishers", "/other"])(
  "%s returns 404",
  async (path) => {
    const { status, code } = await ask(served.url, { path });
    expect({ status, code }).toEqual({ status: 404, code: "BAD_USER_INPUT" });
  },
);

test("a request without a token gets the same answer from /graphql with and without the pages", async () => {
  const request = { body: { query: "{ viewer { email } }" } };
  const [one, other] = [await ask(served.url, request), await ask(bare.url, request)];
  expect(one.text).toBe(other.text);
  expect(one.headers.get("content-security-policy")).toBeNull();
});

test.each(["/", "/program", "/config.json", "/assets/index-abc.js"])(
  "in production %s returns 404 unless WEB_DIR is set",
  async (path) => {
    expect((await ask(bare.url, { path })).status).toBe(404);
  },
);

test("missing pages are logged at startup, and the service still runs", async () => {
  const lines: string[] = [];
  const logTo = { write: (line: string) => void lines.push(line) };
  const world = await openWorld({ env: { WEB_DIR: join(directory, "none"), LOG_LEVEL: "warn" }, logTo });
  try {
    expect(lines.join("")).toContain("the pages are not built");
    expect((await ask(world.url, { path: "/" })).status).toBe(404);
    expect((await ask(world.url, { path: "/healthz" })).status).toBe(200);
  } finally {
    await world.close();
  }
});
