import type { ColumnOptions } from "typeorm";

/** An instant: milliseconds since 1970 UTC, the same number in both databases. */
export const instant = {
  type: "bigint",
  transformer: { to: (value: unknown) => value, from: (value: unknown) => (value == null ? null : Number(value)) },
} satisfies ColumnOptions;

/** The ID of an account: 22 characters, spread evenly, so that no key range is hot. */
export const accountId = { type: "varchar", length: 22 } satisfies ColumnOptions;

/** A GUID in lower case, as Microsoft prints them. */
export const guid = { type: "varchar", length: 36 } satisfies ColumnOptions;

/** One of the closed words. */
export const word = { type: "varchar", length: 32 } satisfies ColumnOptions;

/** A value of a known shape that queries never filter by. */
export const json = { type: "simple-json" } satisfies ColumnOptions;
