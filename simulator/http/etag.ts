import { createHash } from "node:crypto";

/** The ETag of one version of something; no two things share one. */
export function etagOf(id: string, version: number): string {
  return `"${createHash("sha256").update(`${id} ${version}`).digest("hex").slice(0, 16)}"`;
}
