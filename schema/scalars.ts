import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTime } from "graphql-scalars";

function print(value: unknown): string {
  const instant = typeof value === "number" ? new Date(value) : value;
  if (!(instant instanceof Date)) throw new TypeError("DateTime is made of a Date or of epoch milliseconds.");
  const text = instant.toISOString();
  if (text.length !== "2026-11-23T20:15:00.000Z".length) throw new RangeError(`No RFC 3339 year: ${text}`);
  return text;
}

function parse(value: unknown): Date {
  try {
    return GraphQLDateTime.parseValue(value);
  } catch {
    throw new GraphQLError("DateTime must be an RFC 3339 instant, such as 2026-11-23T20:15:00.000Z.", {
      extensions: { code: "BAD_USER_INPUT" },
    });
  }
}

/**
 * A Date inside, text with exactly milliseconds outside. graphql-scalars' DateTime leaves the formatting to JSON, and
 * its DateTimeISO has another name.
 */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "An instant: RFC 3339, UTC, milliseconds.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
  serialize: print,
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});
