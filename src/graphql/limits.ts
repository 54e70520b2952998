import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import {
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from "graphql-query-complexity";

/** The most tokens that a document may have. */
export const maxTokens = 2_000;
/** The most selections that a document may have once its fragments are expanded. */
export const maxSelections = 2_000;
/** The largest request body, in bytes. */
export const maxBody = 65_536;
const maxCost = 20_000;

/** Reports a rule's refusal as a validation error: thrown, it would look like a fault of ours. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Limits on the document alone, for every transport. */
export const validationRules: ValidationRule[] = [
  maxDepthRule({ n: 14, ...reported }),
  maxAliasesRule({ n: 30, allowList: [], ...reported }),
  maxDirectivesRule({ n: 30, ...reported }),
];

/** The shapes known to be cheap enough. Cost depends on numbers, booleans and list lengths, never on strings. */
const affordable = new WeakMap<DocumentNode, Set<string>>();
const mostShapes = 200;
const withoutTexts = (_: string, value: unknown): unknown => (typeof value === "string" ? "" : value);

/**
 * Throws QUERY_TOO_EXPENSIVE for an operation that costs more than `maxCost`. Variables that do not fit their types
 * have no cost: execution rejects them and names each.
 */
export function refuseTooExpensive(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  const shapes = affordable.get(document) ?? new Set<string>();
  const shape = shapeOf(operation, variables);
  if (shape !== null && shapes.has(shape)) return;
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors) return;
  const cost = costOf(schema, document, operation, variables);
  if (cost <= maxCost) {
    if (shapes.size >= mostShapes) shapes.clear();
    if (shape !== null) affordable.set(document, shapes.add(shape));
    return;
  }
  const message = `This would cost ${cost}, and at most ${maxCost} is answered at once: ask for smaller pages.`;
  throw new GraphQLError(message, { extensions: { code: "QUERY_TOO_EXPENSIVE", http: { status: 400 } } });
}

/** What the cost depends on; null when the variables are nested too deeply to serialize. */
function shapeOf(operation: OperationDefinitionNode, variables: Record<string, unknown>): string | null {
  try {
    return `${operation.name?.value} ${JSON.stringify(variables, withoutTexts)}`;
  } catch {
    return null;
  }
}

function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  try {
    return getComplexity({
      schema,
      query: document,
      variables,
      ...(operation.name ? { operationName: operation.name.value } : {}),
      // For subscriptions: Apollo refuses such queries earlier. It fails at the number that it is given.
      maxQueryNodes: maxSelections + 1,
      estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // Too many nodes, or arguments that do not fit their types once variables are substituted.
    const { message, nodes = null } = error;
    throw new GraphQLError(message, { nodes, extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
  }
}
