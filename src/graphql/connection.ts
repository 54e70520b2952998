import { GraphQLError } from "graphql";

/** One page of a list, and how to go on from it. */
export interface Connection<Node> {
  edges: { cursor: string; node: Node }[];
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  /** How many there are on all pages. */
  count(): Promise<number> | number;
}

/** The page that a client asks for: how many, and the place after which it begins. */
export interface PageWish {
  first: number;
  after: string[] | null;
}

const largestPage = 100;

/** What the parts of a list's cursors are. */
export type CursorShape = readonly ("string" | "number")[];

/** The wish in a field's arguments. Throws BAD_USER_INPUT for a page that is none, or a cursor of another list. */
export function pageWish(
  args: { first?: number | null; after?: string | null },
  defaultFirst: number,
  shape: CursorShape,
): PageWish {
  const first = args.first ?? defaultFirst;
  if (first < 0 || first > largestPage) throw badInput(`first must be 0 to ${largestPage}`);
  return { first, after: args.after == null ? null : decodeCursor(args.after, shape) };
}

/** A place in a list, opaque to clients. */
export const encodeCursor = (...place: (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString("base64url");

/** The place that a cursor names. Throws BAD_USER_INPUT for a cursor of another list. */
export function decodeCursor(cursor: string, shape: CursorShape): string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const fits = (type: string, index: number) => {
      const part: unknown = (place as unknown[])[index];
      return typeof part === type && (type !== "number" || Number.isSafeInteger(part));
    };
    if (Array.isArray(place) && place.length === shape.length && shape.every(fits)) return place.map(String);
  } catch {
    // Told below.
  }
  throw badInput("after is no cursor of this list");
}

/** The page made of rows of which one more than wished for was read. */
export function connection<Row>(
  rows: Row[],
  wish: PageWish,
  cursorOf: (row: Row) => string,
  count: () => Promise<number> | number,
): Connection<Row> {
  const nodes = rows.slice(0, wish.first);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > wish.first,
      hasPreviousPage: wish.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count,
  };
}

/** The client's own mistake, told as such. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
