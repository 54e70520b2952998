const prefix = "sha256:";

/** Rewrites `documentId` in a body as Apollo's `persistedQuery`; returns any other body unchanged. */
export function withDocumentId(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("documentId" in body)) return body;
  const { documentId, extensions, ...rest } = body as { documentId: unknown; extensions?: object };
  return { ...rest, extensions: { ...extensions, persistedQuery: persistedQuery(documentId) } };
}

/** Does the same for the query string of a GET. */
export function searchWithDocumentId(search: string): string {
  if (!search.includes("documentId=")) return search;
  const parameters = new URLSearchParams(search);
  const documentId = parameters.get("documentId");
  if (documentId === null || parameters.has("extensions")) return search;
  parameters.delete("documentId");
  parameters.set("extensions", JSON.stringify({ persistedQuery: persistedQuery(documentId) }));
  return `?${parameters}`;
}

/** Returns the hash in an ID, which manifests prefix with `sha256:`. */
export const hashOf = (id: string): string => (id.startsWith(prefix) ? id.slice(prefix.length) : id);

const persistedQuery = (documentId: unknown) => ({
  version: 1,
  sha256Hash: typeof documentId === "string" ? hashOf(documentId) : documentId,
});
