import { createHash } from "node:crypto";

/** Returns the ETag of one version of a resource; no two resources share one. */
export function etagOf(id: string, version: number): string {
  return `"${createHash("sha256").update(`${id} ${version}`).digest("hex").slice(0, 16)}"`;
}
