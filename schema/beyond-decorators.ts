/** Inputs that take exactly one field. type-graphql has no option for this, so `isOneOf` is set on the built types. */
export const oneOfInputs = ["MpnEnrollment"];

/** The root types' descriptions. type-graphql has no option for them, so they are set on the built types. */
export const rootDescriptions = {
  Query: "Viewers see only what they have access to: their own accounts or, for support, all of them.",
  Subscription: "Over WebSocket on the same path (graphql-ws); the token goes in the payload of `connection_init`.",
  Mutation:
    "Expected refusals are data (see Problem). The response's `errors` is for everything else; extensions.code is UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, QUERY_TOO_EXPENSIVE, RATE_LIMITED, PERSISTED_QUERY_NOT_FOUND or INTERNAL_SERVER_ERROR.",
};
