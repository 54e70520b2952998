import { GraphQLError, parse, validate, type GraphQLSchema } from "graphql";
import type { Logger } from "../../log";
import { readManifests, sha256 } from "./read-manifests";

/** The texts that clients may name by their hash. */
export interface PersistedOperations {
  /** Apollo's cache of texts: those of the list always, those that clients have sent with their hash for a while. */
  readonly cache: {
    get(key: string): Promise<string | undefined>;
    set(key: string, text: string): Promise<void>;
    delete(key: string): Promise<boolean>;
  };
  /** Throws BAD_USER_INPUT for an operation that is not listed, where only those are answered. */
  admit(hash: string | undefined): void;
  /** The text of an operation that comes by another way than Apollo's: sent, or named by its hash beside an empty text. */
  textOf(sent: { query: string; extensions?: Record<string, unknown> | null | undefined }): Promise<string>;
}

/** How much text of clients is remembered, in characters. */
const mostRemembered = 4_000_000;

/** What is listed in those files is kept for good; `only` refuses everything else. */
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
      // Who was asked for last is forgotten last.
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

/** Apollo's own prefix of the hashes. */
const keyPrefix = "apq:";

/** Says at the start what clients would only be told one by one: an operation that this schema does not answer. */
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

/** In Apollo's words, which clients know. */
const notFound = () =>
  new GraphQLError("PersistedQueryNotFound", { extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } });
