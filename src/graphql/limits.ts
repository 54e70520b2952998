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
/** The most selections that a document may mean once its fragments are spread. */
export const maxSelections = 2_000;
/** The largest request body, in bytes. */
export const maxBody = 65_536;
const maxCost = 20_000;

/** A rule's refusal is an error in the document like any other: thrown, it would look like a fault of ours. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Bounds that hold for a document by itself, on every transport. */
export const validationRules: ValidationRule[] = [
  maxDepthRule({ n: 14, ...reported }),
  maxAliasesRule({ n: 30, allowList: [], ...reported }),
  maxDirectivesRule({ n: 30, ...reported }),
];

/** What has been found cheap enough. A cost follows from numbers, switches and the lengths of lists; texts have no say in it. */
const affordable = new WeakMap<DocumentNode, Set<string>>();
const mostShapes = 200;
const withoutTexts = (_: string, value: unknown): unknown => (typeof value === "string" ? "" : value);

/**
 * Refuses an operation that asks for more than is fit to be answered at once. Variables that do not fit their types
 * have no cost: the execution refuses them and names each.
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

/** What the cost follows from; null for variables that are nested too deep to be written down. */
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
      estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // Arguments that do not fit their types once the variables are filled in.
    const { message, nodes = null } = error;
    throw new GraphQLError(message, { nodes, extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } });
  }
}
