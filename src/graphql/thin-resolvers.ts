import { isAbstractType, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { typeName } from "../../schema";

type Metadata = ReturnType<typeof getMetadataStorage>;
type Handler = Metadata["queries"][number] | Metadata["fieldResolvers"][number];
type Param = NonNullable<Handler["params"]>[number];
type Class = abstract new () => unknown;
type Resolve = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;
type Method = (...values: unknown[]) => unknown;

/**
 * Removes type-graphql's wrappers. A field with a resolver becomes one closure that passes the method what its
 * decorators name, a plain field is left to the executor, and a type's name is resolved synchronously. Fields that need
 * more (middleware, custom parameters, subscriptions) keep their wrappers.
 */
export function thinResolvers(schema: GraphQLSchema): void {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const instances = new Map<Handler["target"], Record<string, Method>>();
  const instanceOf = (target: Handler["target"]) => {
    const instance = instances.get(target) ?? (Reflect.construct(target, []) as Record<string, Method>);
    instances.set(target, instance);
    return instance;
  };
  const thin = (handler: Handler): Resolve | null => {
    const values = (handler.middlewares ?? []).length > 0 ? null : valuesOf(handler.params ?? []);
    if (!values) return null;
    const instance = instanceOf(handler.target);
    // A separate function for every field, so that the engine can inline the method.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- made of the names below and of arguments' names
    const bind = new Function(
      "instance",
      "method",
      `return (source, args, context, info) => method.call(${["instance", ...values].join()})`,
    ) as (instance: unknown, method: Method) => Resolve;
    return bind(instance, instance[handler.methodName]!);
  };
  const roots = new Map([
    [schema.getQueryType(), queries],
    [schema.getMutationType(), mutations],
  ]);

  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = typeName;
    if (!isObjectType(type) || type === schema.getSubscriptionType() || type.name.startsWith("__")) continue;
    const handlers = roots.get(type);
    const target = objectTypes.find(({ name }) => name === type.name)?.target;
    for (const field of Object.values(type.getFields())) {
      const handler = handlers
        ? handlers.find(({ schemaName }) => schemaName === field.name)
        : target && nearest(fieldResolvers, target as Class, field.name);
      if (!handler) delete field.resolve;
      else field.resolve = thin(handler) ?? field.resolve!;
    }
  }
}

/** Finds the field's resolver on the class, or else on what it extends. */
function nearest(resolvers: Metadata["fieldResolvers"], target: Class, field: string) {
  for (let owner: unknown = target; typeof owner === "function"; owner = Object.getPrototypeOf(owner)) {
    const found = resolvers.find(
      ({ methodName, getObjectType, kind }) =>
        methodName === field && kind === "external" && getObjectType?.() === owner,
    );
    if (found) return found;
  }
  return undefined;
}

/** Returns an expression for each decorated parameter, in order; null when one is of an unsupported kind. */
function valuesOf(params: readonly Param[]): string[] | null {
  const values = [...params].sort((a, b) => a.index - b.index).map(valueOf);
  return values.includes(null) ? null : (values as string[]);
}

function valueOf(param: Param): string | null {
  switch (param.kind) {
    case "root":
      return param.propertyName ? null : "source";
    case "context":
      return param.propertyName ? null : "context";
    case "info":
    case "args":
      return param.kind;
    case "arg":
      return `args[${JSON.stringify(param.name)}]`;
    default:
      return null;
  }
}
