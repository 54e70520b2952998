import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigError } from "../../config";
import { hashOf } from "./document-id";

/** The format of GraphQL Code Generator's client preset: texts by ID. */
const byId = z.record(z.string(), z.string());
/** The format of Apollo's generate-persisted-query-manifest. */
const asList = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});
const manifest = z.union([
  asList.transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  byId.transform((texts) => Object.entries(texts)),
]);

/** Reads the operations listed in the files, by hash. Throws ConfigError for an invalid file or a wrong hash. */
export function readManifests(files: readonly string[]): Map<string, string> {
  return new Map(files.flatMap(readManifest));
}

function readManifest(file: string): [string, string][] {
  const fault = (what: string) => new ConfigError(`PERSISTED_OPERATIONS: ${file} ${what}`);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw fault("cannot be read");
  }
  const listed = manifest.safeParse(parseJson(text));
  if (!listed.success) throw fault("is no list of operations by their hash");
  return listed.data.map(([id, body]) => {
    const hash = hashOf(id);
    if (hash !== sha256(body)) throw fault(`has a text under ${id} of which this is not the SHA-256`);
    return [hash, body];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Returns the SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
