const prefix = "sha256:";

/** A body that names its operation by `documentId`, as Apollo understands it; any other stays as it is. */
export function withDocumentId(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("documentId" in body)) return body;
  const { documentId, extensions, ...rest } = body as { documentId: unknown; extensions?: object };
  return { ...rest, extensions: { ...extensions, persistedQuery: persistedQuery(documentId) } };
}

/** The same for the search of a GET. */
export function searchWithDocumentId(search: string): string {
  if (!search.includes("documentId=")) return search;
  const parameters = new URLSearchParams(search);
  const documentId = parameters.get("documentId");
  if (documentId === null || parameters.has("extensions")) return search;
  parameters.delete("documentId");
  parameters.set("extensions", JSON.stringify({ persistedQuery: persistedQuery(documentId) }));
  return `?${parameters}`;
}

/** An ID as manifests write it (`sha256:` and the hash), or the hash alone. */
export const hashOf = (id: string): string => (id.startsWith(prefix) ? id.slice(prefix.length) : id);

const persistedQuery = (documentId: unknown) => ({
  version: 1,
  sha256Hash: typeof documentId === "string" ? hashOf(documentId) : documentId,
});
