import {
  createSourceEventStream,
  execute,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import type { SubscribePayload } from "graphql-ws";
import type { Context } from "./context";
import { maxTokens, refuseTooExpensive, validationRules } from "./limits";

/** A subscription that has been checked, with everything its execution needs. */
export type Subscription = ExecutionArgs & { contextValue: Context };

const mostErrors = 5;

/** Checks an operation as for HTTP, and that it is a subscription. Returns its errors, or the operation. */
export function checkSubscription(
  schema: GraphQLSchema,
  production: boolean,
  { query, operationName, variables }: SubscribePayload,
): Omit<Subscription, "contextValue"> | GraphQLError[] {
  try {
    const document = parse(query, { maxTokens });
    const rules = [...specifiedRules, ...(production ? [NoSchemaIntrospectionCustomRule] : []), ...validationRules];
    const faults = validate(schema, document, rules, { maxErrors: mostErrors });
    if (faults.length > 0) return mistakes(faults);
    const operation = getOperationAST(document, operationName);
    if (!operation) return mistakes([new GraphQLError("Unknown or missing operation name.")]);
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return mistakes([new GraphQLError("Only subscriptions are served here: send queries and mutations by HTTP.")]);
    const given = variables ?? {};
    const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: mostErrors });
    if (errors) return mistakes(errors);
    refuseTooExpensive(schema, document, operation, given);
    return { schema, document, operationName, variableValues: given };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return error.extensions.code === undefined ? mistakes([error]) : [error];
  }
}

/** Follows the subscription. Each event is executed with a new context, so that it reads the current state. */
export async function follow(
  operation: Subscription,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(operation);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const events = stream[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const { done, value: rootValue } = (await events.next()) as IteratorResult<unknown, unknown>;
      if (done) return { done, value: undefined };
      return { value: await execute({ ...operation, rootValue, contextValue: operation.contextValue.anew() }) };
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}

const mistakes = (errors: readonly GraphQLError[]): GraphQLError[] =>
  errors
    .slice(0, mostErrors)
    .map(({ message, nodes = null }) => new GraphQLError(message, { nodes, extensions: { code: "BAD_USER_INPUT" } }));
