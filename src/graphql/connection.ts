import { GraphQLError } from "graphql";

/** One page of a list, and how to continue from it. */
export interface Connection<Node> {
  readonly nodes: Node[];
  readonly edges: { cursor: string; node: Node }[];
  readonly pageInfo: PageInfo;
  /** The number of items on all pages. */
  count(): Promise<number> | number;
}

/** A page's position in its list. */
export interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** The page that a client asks for: its size, and the place that it starts after. */
export interface PageWish {
  first: number;
  after: string[] | null;
}

/** The largest page size. */
export const largestPage = 100;

/** The types of the parts of a list's cursors. */
export type CursorShape = readonly ("string" | "number")[];

/** Reads the wish from a field's arguments. Throws BAD_USER_INPUT for an invalid size or another list's cursor. */
export function pageWish(
  args: { first?: number | null; after?: string | null },
  defaultFirst: number,
  shape: CursorShape,
): PageWish {
  const first = args.first ?? defaultFirst;
  if (first < 0 || first > largestPage) throw badInput(`first must be 0 to ${largestPage}`);
  return { first, after: args.after == null ? null : decodeCursor(args.after, shape) };
}

/** Encodes a place in a list as a cursor, opaque to clients. */
export const encodeCursor = (...place: (string | number)[]): string =>
  Buffer.from(JSON.stringify(place)).toString("base64url");

/** Decodes a cursor to its place. Throws BAD_USER_INPUT for another list's cursor. */
export function decodeCursor(cursor: string, shape: CursorShape): string[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const fits = (type: string, index: number) => {
      const part: unknown = (place as unknown[])[index];
      return typeof part === type && (type !== "number" || Number.isSafeInteger(part));
    };
    if (Array.isArray(place) && place.length === shape.length && shape.every(fits)) return place.map(String);
  } catch {
    // Reported below.
  }
  throw badInput("after is no cursor of this list");
}

/**
 * Makes a page of rows that were read with one more than wished for. If reading stopped before the page was full, the
 * list continues after `stoppedAt`.
 */
export const connection = <Row>(
  rows: Row[],
  wish: PageWish,
  cursorOf: (row: Row) => string,
  count: () => Promise<number> | number,
  stoppedAt: string | null = null,
): Connection<Row> => new Page(rows, wish, cursorOf, count, stoppedAt);

/** Creates its cursors only when they are asked for. */
class Page<Row> implements Connection<Row> {
  readonly nodes: Row[];

  constructor(
    private readonly rows: Row[],
    private readonly wish: PageWish,
    private readonly cursorOf: (row: Row) => string,
    readonly count: () => Promise<number> | number,
    private readonly stoppedAt: string | null,
  ) {
    this.nodes = rows.slice(0, wish.first);
  }

  get edges(): Connection<Row>["edges"] {
    return this.nodes.map((node) => ({ cursor: this.cursorOf(node), node }));
  }

  get pageInfo(): PageInfo {
    const { nodes, stoppedAt } = this;
    const full = this.rows.length > this.wish.first;
    return {
      hasNextPage: full || stoppedAt !== null,
      hasPreviousPage: this.wish.after !== null,
      startCursor: this.cursorAt(nodes[0]),
      endCursor: full || stoppedAt === null ? this.cursorAt(nodes.at(-1)) : stoppedAt,
    };
  }

  private cursorAt(row: Row | undefined): string | null {
    return row === undefined ? null : this.cursorOf(row);
  }
}

/** The error for a client's mistake. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
