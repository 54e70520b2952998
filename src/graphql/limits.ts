import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import { GraphQLError, type DocumentNode, type GraphQLSchema, type ValidationRule } from "graphql";
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from "graphql-query-complexity";

/** The most tokens that a document may have. */
export const maxTokens = 2_000;
/** The largest request body, in bytes. */
export const maxBody = 65_536;
const maxCost = 20_000;

/** Bounds that hold for a document by itself, on every transport. */
export const validationRules: ValidationRule[] = [
  maxDepthRule({ n: 14 }),
  maxAliasesRule({ n: 30, allowList: [] }),
  maxDirectivesRule({ n: 30 }),
];

/** Refuses an operation that asks for more than is fit to be answered at once. */
export function refuseTooExpensive(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): void {
  const cost = getComplexity({
    schema,
    query: document,
    variables,
    ...(operationName ? { operationName } : {}),
    estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
  });
  if (cost <= maxCost) return;
  const message = `This would cost ${cost}, and at most ${maxCost} is answered at once: ask for smaller pages.`;
  throw new GraphQLError(message, { extensions: { code: "QUERY_TOO_EXPENSIVE", http: { status: 400 } } });
}
