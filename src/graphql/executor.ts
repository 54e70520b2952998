import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestListener } from "@apollo/server";
import { getOperationAST, type DocumentNode, type ExecutionResult, type GraphQLSchema } from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { planSize } from "./plan-size";
import type { RequestContext } from "./server";

/** A question to the schema, valid and let in. */
export interface Question {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: unknown;
}

/** Answers a question without any error; null when it must be left to the reference executor. */
export type CompiledExecutor = (question: Question) => Promise<Data | null>;

type Data = Record<string, unknown>;
type Run = (root: unknown, context: unknown, variables: Record<string, unknown>) => Promise<ExecutionResult<Data>>;
interface Plan {
  asked: number;
  run: Run | null;
}

/** A larger plan takes longer to compile than it will ever save. */
const largestPlan = 2_000;

/**
 * Compiles a query when it is asked for the `from`th time and keeps the plan as long as its document is kept. It only
 * gives answers that are clean: where anything goes wrong, the reference executor has its say, and finds most of what it
 * needs in the request's loaders. What changes something is always the reference executor's, since it must be done once.
 */
export function compiledExecutor(schema: GraphQLSchema, from = 2): CompiledExecutor {
  const plans = new WeakMap<DocumentNode, Map<string | undefined, Plan>>();
  const planOf = ({ document, operationName }: Question): Plan => {
    const ofDocument = plans.get(document) ?? new Map<string | undefined, Plan>();
    plans.set(document, ofDocument);
    const plan = ofDocument.get(operationName) ?? { asked: 0, run: null };
    ofDocument.set(operationName, plan);
    return plan;
  };
  return async (question) => {
    const plan = planOf(question);
    if (++plan.asked === from) plan.run = compile(schema, question);
    if (!plan.run) return null;
    const { data, errors } = await plan.run(undefined, question.context, question.variables);
    return errors === undefined && data ? data : null;
  };
}

function compile(schema: GraphQLSchema, { document, operationName }: Question): Run | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== "query") return null;
  if (planSize(schema, document, operation, largestPlan) > largestPlan) return null;
  const compiled = compileQuery(schema, document, operationName, { disablingCapturingStackErrors: true });
  return isCompiledQuery(compiled) ? (compiled.query as Run) : null;
}

/** Answers by compiled plans what they can answer; Apollo executes the rest. */
export function compiledExecution(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const answer = compiledExecutor(schema);
  const hooks: GraphQLRequestListener<RequestContext> = {
    responseForOperation: async ({ document, request, contextValue }) => {
      const { operationName, variables = {} } = request;
      const data = await answer({ document, operationName, variables, context: contextValue });
      return (
        data && {
          http: { headers: new HeaderMap() },
          body: { kind: "single" as const, singleResult: { data } },
        }
      );
    },
  };
  return { requestDidStart: () => Promise.resolve(hooks) };
}
