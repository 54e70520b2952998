import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestListener } from "@apollo/server";
import { getOperationAST, type DocumentNode, type GraphQLSchema } from "graphql";
import { coerced, compilePlan, decidingVariables, type Data, type Plan } from "./plan";
import { planSize } from "./plan-size";
import type { RequestContext } from "./server";

/** An operation that has been validated and admitted. */
export interface Question {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: unknown;
}

/** Returns the data of an error-free answer; null when the reference executor must answer. */
export type CompiledExecutor = (question: Question) => Promise<Data | null>;

/** A larger plan takes longer to compile than it will ever save. */
const largestPlan = 2_000;
/** The most plans kept per operation: one for each set of fields that its variables include. */
const mostPlans = 8;

/**
 * Compiles a query when it is asked for the `from`th time and keeps the plan as long as its document is kept. Returns
 * only error-free answers: if anything goes wrong, the reference executor runs the query again, and finds most of what
 * it needs in the request's loaders. Mutations always go to the reference executor, because they must run only once.
 */
export function compiledExecutor(schema: GraphQLSchema, from = 2): CompiledExecutor {
  const known = new WeakMap<DocumentNode, Map<string | undefined, Compiled>>();
  return async ({ document, operationName, variables, context }) => {
    const ofDocument = known.get(document) ?? new Map<string | undefined, Compiled>();
    known.set(document, ofDocument);
    const compiled = ofDocument.get(operationName) ?? compilable(schema, document, operationName);
    ofDocument.set(operationName, compiled);
    if (++compiled.asked < from || !compiled.answer) return null;
    return compiled.answer(context, variables);
  };
}

interface Compiled {
  asked: number;
  answer: Plan | null;
}

function compilable(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Compiled {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== "query") return { asked: 0, answer: null };
  if (planSize(schema, document, operation, largestPlan) > largestPlan) return { asked: 0, answer: null };
  const deciding = decidingVariables(document);
  const plans = new Map<string, Plan>();
  const answer: Plan = async (context, given) => {
    const variables = coerced(schema, operation, given);
    if (!variables) return null;
    const included = deciding.map((name) => Number(variables[name])).join();
    let plan = plans.get(included);
    if (!plan && plans.size < mostPlans) {
      plan = compilePlan(schema, document, operation, variables);
      plans.set(included, plan);
    }
    return plan ? plan(context, variables) : null;
  };
  return { asked: 0, answer };
}

/** Answers with compiled plans where they can; Apollo executes the rest. */
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
