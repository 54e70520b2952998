import { GraphQLError, parse, validate, type GraphQLSchema } from "graphql";
import type { Logger } from "../../log";
import { readManifests, sha256 } from "./read-manifests";

/** The operations that clients may send by their hash. */
export interface PersistedOperations {
  /** Apollo's cache of texts: keeps listed ones forever, and ones that clients have registered for a while. */
  readonly cache: {
    get(key: string): Promise<string | undefined>;
    set(key: string, text: string): Promise<void>;
    delete(key: string): Promise<boolean>;
  };
  /** Throws BAD_USER_INPUT for an unlisted operation when only listed ones are allowed. */
  admit(hash: string | undefined): void;
  /** Returns the text of an operation that bypasses Apollo: as sent, or by its hash when the text is empty. */
  textOf(sent: { query: string; extensions?: Record<string, unknown> | null | undefined }): Promise<string>;
}

/** The most text registered by clients to keep, in characters. */
const mostRemembered = 4_000_000;

/** Keeps the operations listed in the files for good; `only` refuses all others. */
export function persistedOperations(
  { files, only }: { files: readonly string[]; only: boolean },
  schema: GraphQLSchema,
  log: Logger,
): PersistedOperations {
  const listed = readManifests(files);
  for (const [hash, text] of listed) complain(schema, hash, text, log);
  const sent = new Map<string, string>();
  let remembered = 0;
  const forget = (hash: string): boolean => {
    remembered -= sent.get(hash)?.length ?? 0;
    return sent.delete(hash);
  };
  const admit = (hash: string | undefined): void => {
    if (only && !(hash !== undefined && listed.has(hash))) throw unlisted();
  };
  const cache: PersistedOperations["cache"] = {
    get: async (key) => {
      const hash = key.slice(keyPrefix.length);
      const text = sent.get(hash);
      if (text === undefined) return listed.get(hash);
      // The least recently used is evicted first.
      sent.delete(hash);
      sent.set(hash, text);
      return text;
    },
    set: async (key, text) => {
      const hash = key.slice(keyPrefix.length);
      if (listed.has(hash)) return;
      forget(hash);
      sent.set(hash, text);
      remembered += text.length;
      for (const [oldest] of sent) {
        if (remembered <= mostRemembered) break;
        forget(oldest);
      }
    },
    delete: async (key) => forget(key.slice(keyPrefix.length)),
  };
  return {
    cache,
    admit,
    textOf: async ({ query, extensions }) => {
      const { sha256Hash } = (extensions?.["persistedQuery"] ?? {}) as { sha256Hash?: unknown };
      const byHash = query === "" && typeof sha256Hash === "string";
      const text = byHash ? await cache.get(`${keyPrefix}${sha256Hash}`) : query;
      if (text === undefined) throw notFound();
      if (only) admit(sha256(text));
      return text;
    },
  };
}

/** Apollo's prefix for hashes in cache keys. */
const keyPrefix = "apq:";

/** Warns at startup about an operation that does not fit the schema, before any client sends it. */
function complain(schema: GraphQLSchema, hash: string, text: string, log: Logger): void {
  const faults = faultsOf(schema, text);
  if (faults.length > 0) log.warn({ hash, faults }, "a persisted operation does not fit the schema");
}

function faultsOf(schema: GraphQLSchema, text: string): string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

const unlisted = () =>
  new GraphQLError("Only listed operations are answered here: send the hash of one.", {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  });

/** Has Apollo's message and code, which clients recognize. */
const notFound = () =>
  new GraphQLError("PersistedQueryNotFound", { extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } });
