import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, readConfig, type Config } from "../../src/config";

/** The required settings only. */
const least = {
  CLIENT_ID: "account-migration",
  CLIENT_SECRET: "hunter2-client",
  HOME_TENANT_ID: "CF94555E-6674-5861-A276-A21FA4C38FDE",
  SMTP_URL: "smtp://user:hunter2-mail@mail.example:25",
  CODE_SECRET: "hunter2-code-0123456789-abcdefghi",
};

/** The settings without a default, which the result lacks if they are left out. */
const optional: { [Name in keyof Config as undefined extends Config[Name] ? Name : never]-?: string } = {
  SUPPORT_TENANT_IDS: least.HOME_TENANT_ID,
  WEB_DIR: "dist/web",
  SIMULATOR_URL: "http://127.0.0.1:4010",
};

function messageOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error("it was accepted");
}

/** Returns the settings that a message names, one per line. */
const named = (message: string) => [...message.matchAll(/^ {2}(\w+): ./gm)].map(([, name]) => name);

test("what is left out has the value that .env.example shows, or that its comment gives", () => {
  expect(readConfig(least)).toMatchObject({
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: 4000,
    ROLE: "all",
    LOG_LEVEL: "info",
    DATABASE_URL: "sqlite:data/accounts.sqlite",
    API_AUDIENCE: "api://account-migration",
    ENTRA_URL: "https://login.microsoftonline.com",
    CORS_ORIGINS: [],
    REQUESTS_PER_MINUTE: 1_200,
    TRUSTED_PROXIES: [],
    PERSISTED_OPERATIONS: [],
    PERSISTED_ONLY: "false",
    LEASE_SECONDS: 20,
    HOME_TENANT_ID: least.HOME_TENANT_ID.toLowerCase(),
  });
});

test(".env.example lists every setting and is itself a valid environment", () => {
  const lines = readFileSync(join(__dirname, "../../.env.example"), "utf8").split("\n");
  const settings = lines.map((line) => /^(\w+)=(.*)$/.exec(line)).filter((match) => match !== null);
  const example = Object.fromEntries(settings.map(([, name, value]) => [name!, value!]));
  const all = Object.keys(readConfig({ ...least, ...optional }));
  expect(all).toEqual(expect.arrayContaining(Object.keys(optional)));
  expect(Object.keys(example)).toEqual(expect.arrayContaining(all));
  expect(readConfig(example)).toMatchObject({ NODE_ENV: "development", PORT: 4000, ROLE: "all" });
});

test("an empty value counts as omitted", () => {
  expect(readConfig({ ...least, PORT: "", ROLE: "", ENTRA_URL: "" })).toEqual(readConfig(least));
  expect(named(messageOf({ ...least, CLIENT_ID: "" }))).toEqual(["CLIENT_ID"]);
});

test("numbers, URLs and lists are parsed and normalised", () => {
  const { PORT, ENTRA_URL, CORS_ORIGINS, UPSTREAM_CACHE_SECONDS } = readConfig({
    ...least,
    PORT: "0",
    ENTRA_URL: "http://127.0.0.1:4010/entra//",
    CORS_ORIGINS: "https://a.example, https://b.example,,",
    UPSTREAM_CACHE_SECONDS: "0",
  });
  expect({ PORT, ENTRA_URL, CORS_ORIGINS, UPSTREAM_CACHE_SECONDS }).toEqual({
    PORT: 0,
    ENTRA_URL: "http://127.0.0.1:4010/entra",
    CORS_ORIGINS: ["https://a.example", "https://b.example"],
    UPSTREAM_CACHE_SECONDS: 0,
  });
});

test("TRUSTED_PROXIES accepts addresses, CIDR ranges and named ranges", () => {
  const TRUSTED_PROXIES = ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8", "loopback", "linklocal", "uniquelocal"];
  expect(readConfig({ ...least, TRUSTED_PROXIES: TRUSTED_PROXIES.join(", ") })).toMatchObject({ TRUSTED_PROXIES });
});

test("PERSISTED_ONLY without persisted operations is reported along with other faults", () => {
  expect(named(messageOf({ ...least, PORT: "http", PERSISTED_ONLY: "true" })).sort()).toEqual([
    "PERSISTED_ONLY",
    "PORT",
  ]);
});

test("support is of the tenants that are named; else of the home tenant, and in development of any", () => {
  const supportOf = (env: object) => readConfig({ ...least, ...env }).SUPPORT_TENANT_IDS;
  const [home, other] = [least.HOME_TENANT_ID.toLowerCase(), "3877e07e-137c-49d1-aaf5-d1a771e7bacb"];
  const named = { SUPPORT_TENANT_IDS: `${other.toUpperCase()}, ${home}` };
  for (const NODE_ENV of ["production", "development"])
    expect(supportOf({ NODE_ENV, ...named })).toEqual([other, home]);
  expect(supportOf({ NODE_ENV: "production" })).toEqual([home]);
  expect(supportOf({ NODE_ENV: "production", SUPPORT_TENANT_IDS: "" })).toEqual([home]);
  expect(supportOf({})).toEqual([home]);
  expect(supportOf({ NODE_ENV: "development" })).toBeUndefined();
});

test("an empty environment is rejected with all required settings at once", () => {
  const message = messageOf({});
  expect(named(message)).toEqual(Object.keys(least));
  expect(message.match(/is required/g)).toHaveLength(5);
  expect(message).toMatch(/^The environment is not usable:\n/);
  expect(message).toMatch(/\nSee \.env\.example\.$/);
});

const bad: Record<string, string[]> = {
  NODE_ENV: ["prod", "Production", "test"],
  PORT: ["65536", "-1", "http", "80.5", "4000;"],
  ROLE: ["both"],
  LOG_LEVEL: ["verbose"],
  DATABASE_URL: ["postgres://u:hunter2@h/d", "mysql://u:hunter2@h", "hunter2.sqlite", "sqlite:"],
  ENTRA_URL: ["hunter2", "ftp://hunter2.example", "login.microsoftonline.com"],
  GRAPH_URL: ["javascript:hunter2"],
  HOME_TENANT_ID: ["hunter2", "contoso.com"],
  SUPPORT_TENANT_IDS: ["hunter2", `${least.HOME_TENANT_ID},hunter2`],
  SMTP_URL: ["hunter2", "http://user:hunter2@mail.example"],
  MAIL_FROM: ["hunter2\r\nBcc: everybody@example.com"],
  CODE_SECRET: ["hunter2"],
  REQUESTS_PER_MINUTE: ["-1", "1.5", "many"],
  TRUSTED_PROXIES: ["hunter2", "10.0.0.0/33", "10.0.0.0/0", "127.0.0.1,10.0.0.0/8/8", "fd00::/129", "10.0.0"],
  PERSISTED_ONLY: ["yes", "true"],
  LEASE_SECONDS: ["0", "-5", "hunter2"],
  UPSTREAM_TIMEOUT_MS: ["0", "1.5"],
  UPSTREAM_CACHE_SECONDS: ["-1"],
  MPN_AGREEMENT_VERSION: ["hunter2".repeat(5)],
};

test.each(Object.entries(bad).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
  "%s=%j is rejected, naming the setting without leaking a secret",
  (name, value) => {
    const message = messageOf({ ...least, [name]: value });
    expect(named(message)).toEqual([name]);
    expect(message).not.toContain("hunter2");
  },
);

test("all missing and malformed settings are reported at once, without secrets", () => {
  const { CLIENT_ID: _, ...rest } = least;
  const wrong = Object.fromEntries(Object.entries(bad).map(([name, [value]]) => [name, value]));
  const message = messageOf({ ...rest, ...wrong });
  expect(named(message).sort()).toEqual(["CLIENT_ID", ...Object.keys(bad)].sort());
  expect(message).not.toContain("hunter2");
});
