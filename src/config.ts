import { isIP } from "node:net";
import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));
const seconds = z.coerce.number().positive();
const guid = z.guid().transform((id) => id.toLowerCase());
const entries = (text: string): string[] =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
const list = z.string().default("").transform(entries);
const guids = z
  .string()
  .transform((text) => entries(text.toLowerCase()))
  .refine((ids) => ids.every((id) => guid.safeParse(id).success), "must be GUIDs, separated by commas");

const namedRanges = new Set(["loopback", "linklocal", "uniquelocal"]);
/** Whether Fastify accepts the text as a trusted proxy: an address, a range such as 10.0.0.0/8, or a named range. */
function isRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return namedRanges.has(text);
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

const environment = z.object({
  // A forgotten variable opens nothing: in development, anybody may look around and any tenant may have support.
  NODE_ENV: z.enum(["development", "production"]).default("production"),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  EXECUTOR: z.enum(["compiled", "reference"]).default("compiled"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DATABASE_URL: z
    .string()
    .regex(/^(mysql:\/\/[^/]+\/.+|sqlite:.+)$/, "must be mysql://user:password@host:port/database or sqlite:path")
    .default("sqlite:data/accounts.sqlite"),
  API_AUDIENCE: z.string().min(1).default("api://account-migration"),
  ENTRA_URL: url.default("https://login.microsoftonline.com"),
  GRAPH_URL: url.default("https://graph.microsoft.com"),
  PARTNER_CENTER_URL: url.default("https://api.partnercenter.microsoft.com"),
  CPP_URL: url.default("https://cloudpartner.azure.com"),
  CLIENT_ID: z.string().min(1),
  CLIENT_SECRET: z.string().min(1),
  HOME_TENANT_ID: guid,
  SUPPORT_TENANT_IDS: guids.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]+$/)
    .default("Account migration <no-reply@partner.example>"),
  CODE_SECRET: z.string().min(32, "must be at least 32 characters: it seals the mailed codes"),
  WEB_URL: url.default("http://127.0.0.1:4000"),
  WEB_DIR: z.string().min(1).optional(),
  PARTNER_CENTER_WEB_URL: url.default("https://partner.microsoft.com/dashboard"),
  CPP_WEB_URL: url.default("https://cloudpartner.azure.com"),
  MPN_AGREEMENT_VERSION: z.string().min(1).max(32).default("2026-07"),
  MPN_AGREEMENT_URL: url.default("https://partner.microsoft.com/partnership/partner-agreement"),
  CORS_ORIGINS: list,
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(1_200),
  TRUSTED_PROXIES: list.refine(
    (ranges) => ranges.every(isRange),
    "must be addresses or ranges such as 10.0.0.0/8, separated by commas",
  ),
  PERSISTED_OPERATIONS: list,
  PERSISTED_ONLY: z.enum(["true", "false"]).default("false"),
  SIMULATOR_URL: url.optional(),
  LEASE_SECONDS: seconds.default(20),
  RECONCILE_PER_SECOND: z.coerce.number().positive().default(5),
  RECONCILE_AT: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d|never)$/, "must be a time such as 02:00, or never")
    .default("02:00"),
  UPSTREAM_TIMEOUT_MS: z.coerce.number().int().positive().default(3_000),
  UPSTREAM_CACHE_SECONDS: z.coerce.number().min(0).default(60),
});

/** Rules and defaults that span several settings. */
const whole = environment
  .refine(({ PERSISTED_ONLY, PERSISTED_OPERATIONS }) => PERSISTED_ONLY !== "true" || PERSISTED_OPERATIONS.length > 0, {
    // Check this even if other settings are invalid.
    when: () => true,
    path: ["PERSISTED_ONLY"],
    message: "nothing would be answered: name the list in PERSISTED_OPERATIONS",
  })
  .transform((config) =>
    config.NODE_ENV === "production" ? { SUPPORT_TENANT_IDS: [config.HOME_TENANT_ID], ...config } : config,
  );

/** Everything that differs between a laptop and production. */
export type Config = z.output<typeof environment>;

/** The environment is invalid; the message names every fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Returns the configuration that the environment describes. Throws one ConfigError that names every fault. */
export const readConfig = (env: Environment): Config => read(whole, env);

/** Returns the setting that tools need which use only the database. */
export const readDatabaseConfig = (env: Environment): Pick<Config, "DATABASE_URL"> =>
  read(environment.pick({ DATABASE_URL: true }), env);

type Environment = Record<string, string | undefined>;

function read<T>(shape: z.ZodType<T>, env: Environment): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = path.join(".");
    return `  ${name}: ${given[name] === undefined ? "is required" : message}`;
  });
  throw new ConfigError(`The environment is not usable:\n${faults.join("\n")}\nSee .env.example.`);
}
