/** The kinds of object that can be fetched again. */
export type NodeType = "Account" | "Migration" | "AccountUser" | "TimelineEvent" | "Tenant" | "MpnMembership";

/** How many parts the keys of each kind may have. */
const parts: Readonly<Record<NodeType, readonly number[]>> = {
  Account: [1],
  Migration: [1],
  AccountUser: [2],
  TimelineEvent: [2],
  Tenant: [1],
  MpnMembership: [1, 2],
};
const isNodeType = (type: string): type is NodeType => Object.hasOwn(parts, type);

/** The buffer in which IDs are encoded, one at a time. It has room for every key. */
const desk = Buffer.alloc(1_024);

/** The opaque, global ID of an object. */
export function encodeNodeId(type: NodeType, ...key: (string | number)[]): string {
  let text: string = type;
  for (const part of key) text += `:${part}`;
  return desk.toString("base64url", 0, desk.write(text));
}

/** What a global ID says. */
export interface NodeId {
  type: NodeType;
  key: string[];
}

/** Decodes a global ID; null when it is not one of ours. */
export function decodeNodeId(id: string): NodeId | null {
  if (id.length > 200) return null;
  const [type = "", ...key] = Buffer.from(id, "base64url").toString().split(":");
  return isNodeType(type) && parts[type].includes(key.length) && key.every(Boolean) ? { type, key } : null;
}

/** Returns the key in an ID of that type; null for any other ID. */
export function keyOf(type: NodeType, id: string): string | null {
  const node = decodeNodeId(id);
  return node?.type === type && node.key.length === 1 ? node.key[0]! : null;
}
