import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { GraphQLError, Kind, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import type { Logger } from "../log";
import type { Metrics } from "../metrics";
import type { Context } from "./context";
import { withoutToken, type Anonymous } from "./create-context";
import { compiledExecution } from "./executor";
import { explorerPage, type ExplorerOptions } from "./explorer/explorer-page";
import { errorFormatter } from "./format-error";
import { maxSelections, maxTokens, refuseTooExpensive, validationRules } from "./limits";
import type { PersistedOperations } from "./persisted/persisted-operations";

/** The context of an operation in Apollo: a viewer's, or an anonymous one. */
export type RequestContext = Context | Anonymous;

const mostErrors = 5;
/** Headers that pages of other origins cannot send unless CORS allows it, the token above all. */
const unforgeable = ["authorization", "apollo-require-preflight", "x-apollo-operation-name"];

/** Creates Apollo Server for the schema, with all limits and error masking in place. */
export function createApollo(options: {
  schema: GraphQLSchema;
  log: Logger;
  metrics: Pick<Metrics, "error">;
  production: boolean;
  /** The page that browsers get; null outside development, where they get none. */
  explorer: ExplorerOptions | null;
  persisted: PersistedOperations;
  executor: "compiled" | "reference";
}): ApolloServer<RequestContext> {
  const { schema, log, metrics, production, explorer, persisted, executor } = options;
  return new ApolloServer<RequestContext>({
    schema,
    introspection: !production,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: unforgeable },
    parseOptions: { maxTokens },
    maxRecursiveSelections: maxSelections,
    validationRules,
    persistedQueries: { cache: persisted.cache },
    formatError: errorFormatter(log, metrics, production),
    stopOnTerminationSignals: false,
    logger: log,
    plugins: [
      doorkeeper(schema, persisted),
      ...(executor === "compiled" ? [compiledExecution(schema)] : []),
      ApolloServerPluginCacheControlDisabled(),
      explorer ? explorerPage(explorer) : ApolloServerPluginLandingPageDisabled(),
    ],
  });
}

/** Refuses operations without a token, subscriptions by HTTP, and what is not listed or costs too much. */
function doorkeeper(schema: GraphQLSchema, persisted: PersistedOperations): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ contextValue, document, operation, queryHash, request }) => {
          if ("anonymous" in contextValue && !asksOnlyForSchema(operation)) throw withoutToken();
          persisted.admit(queryHash);
          if (operation?.operation === "subscription") throw subscriptionByHttp;
          if (operation) refuseTooExpensive(schema, document, operation, request.variables ?? {});
          return Promise.resolve();
        },
        willSendResponse: ({ response }) => {
          const { body } = response;
          if (body.kind === "single" && (body.singleResult.errors?.length ?? 0) > mostErrors)
            body.singleResult.errors = body.singleResult.errors!.slice(0, mostErrors);
          return Promise.resolve();
        },
      }),
  };
}

const asksOnlyForSchema = (operation: OperationDefinitionNode | undefined): boolean =>
  operation?.selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith("__"),
  ) ?? false;

const subscriptionByHttp = new GraphQLError(
  "Subscriptions are not served over plain HTTP: open a WebSocket on this path, with the protocol graphql-transport-ws.",
  {
    extensions: { code: "BAD_USER_INPUT", http: { status: 400 } },
  },
);
