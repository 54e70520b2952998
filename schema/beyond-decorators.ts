/** The inputs of which exactly one field must be given: type-graphql has no option, so the built type is told `isOneOf`. */
export const oneOfInputs = ["MpnEnrollment"];

/** What the root types say of themselves: type-graphql has no place for it, so the built type is told `description`. */
export const rootDescriptions = {
  Query: "Everything is seen by whoever may see it: a person's own accounts, or, for support, all of them.",
  Subscription: "By WebSocket on the same path (graphql-ws); the token stands in the payload of `connection_init`.",
  Mutation:
    "Expected refusals are data (see Problem). The response's `errors` is for the rest; extensions.code is UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, QUERY_TOO_EXPENSIVE, RATE_LIMITED, PERSISTED_QUERY_NOT_FOUND or INTERNAL_SERVER_ERROR.",
};
