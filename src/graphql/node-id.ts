/** The kinds of object that can be fetched again. */
export type NodeType = "Account" | "Migration" | "AccountUser" | "TimelineEvent" | "Tenant" | "MpnMembership";

const nodeTypes = new Set<string>([
  "Account",
  "Migration",
  "AccountUser",
  "TimelineEvent",
  "Tenant",
  "MpnMembership",
] satisfies NodeType[]);

/** The buffer in which IDs are encoded, one at a time. It has room for every key. */
const desk = Buffer.alloc(1_024);

/** The opaque, global ID of an object. */
export function encodeNodeId(type: NodeType, ...key: (string | number)[]): string {
  let text: string = type;
  for (const part of key) text += `:${part}`;
  return desk.toString("base64url", 0, desk.write(text));
}

/** Decodes a global ID; null when it is not one of ours. */
export function decodeNodeId(id: string): { type: NodeType; key: string[] } | null {
  if (id.length > 200) return null;
  const [type = "", ...key] = Buffer.from(id, "base64url").toString().split(":");
  return nodeTypes.has(type) && key.length > 0 && key.every(Boolean) ? { type: type as NodeType, key } : null;
}

/** Returns the key in an ID of that type; null for any other ID. */
export function keyOf(type: NodeType, id: string): string | null {
  const node = decodeNodeId(id);
  return node?.type === type && node.key.length === 1 ? node.key[0]! : null;
}
