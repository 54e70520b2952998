import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestListener } from "@apollo/server";
import { getOperationAST, type DocumentNode, type GraphQLSchema } from "graphql";
import { coerced, compilePlan, decidingVariables, type Data, type Plan } from "./plan";
import { planSize } from "./plan-size";
import type { RequestContext } from "./server";

/** A question to the schema, valid and let in. */
export interface Question {
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: unknown;
}

/** Answers a question with data, without any error; null when it must be left to the reference executor. */
export type CompiledExecutor = (question: Question) => Promise<Data | null>;

/** A larger plan takes longer to compile than it will ever save. */
const largestPlan = 2_000;
/** So many plans of one operation are kept, for the different fields that its variables include. */
const mostPlans = 8;

/**
 * Compiles a query when it is asked for the `from`th time and keeps the plan as long as its document is kept. It only
 * gives answers that are clean: where anything goes wrong, the reference executor has its say, and finds most of what it
 * needs in the request's loaders. What changes something is always the reference executor's, since it must be done once.
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
