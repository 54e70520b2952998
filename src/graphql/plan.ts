import {
  getArgumentValues,
  getVariableValues,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { collectFields, collectSubfields } from "graphql/execution/collectFields";

/** Returns the data that an operation asks for; null when anything goes wrong. */
export type Plan = (context: unknown, variables: Record<string, unknown>) => Promise<Data | null>;
/** An answer's data, with every leaf serialized for JSON. */
export type Data = Record<string, unknown>;

type Args = Record<string, unknown>;
/** Converts a resolved value, which may be null or undefined, for the answer. Holes in it are filled later. */
type Complete = (value: unknown, run: Run) => unknown;
type Resolve = (source: unknown, run: Run) => unknown;
/** Handles a missing value. */
type Absent = (run: Run) => null;
/** An object or a list with holes. */
type Holder = Record<string | number, unknown>;

/**
 * One execution of a plan. Available values are used at once; a promise leaves a hole that is filled when it resolves.
 * If anything throws or rejects, the whole answer is discarded.
 */
class Run {
  readonly args: Args[] = [];
  private failed = false;
  private holes = 0;
  private whole: (() => void) | undefined;

  constructor(
    readonly context: unknown,
    readonly variables: Args,
  ) {}

  fail(): null {
    this.failed = true;
    return null;
  }

  async fill(holder: Holder, key: string | number, promise: Promise<unknown>, complete: Complete): Promise<void> {
    this.holes++;
    try {
      holder[key] = complete(await promise, this);
    } catch {
      this.fail();
    }
    if (--this.holes === 0) this.whole?.();
  }

  /** Runs the query: fills the first hole, and every hole that this leaves. */
  async answer(query: Complete): Promise<Data | null> {
    const answer: Holder = {};
    void this.fill(answer, "data", Promise.resolve({}), query);
    await new Promise<void>((resolve) => (this.whole = resolve));
    return this.failed ? null : (answer["data"] as Data);
  }
}

type Fields = Map<string, readonly FieldNode[]>;

/** Returns the variables in `@skip` and `@include`, which decide which fields are asked for. */
export function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given = [] }) => {
      if (name.value !== "skip" && name.value !== "include") return;
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Coerces the variables to the operation's types; null when they do not fit. */
export function coerced(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Args): Args | null {
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).coerced ?? null;
}

/** Compiles a valid query, for all variables that include the same fields as these. */
export function compilePlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Args,
): Plan {
  const root = schema.getQueryType()!;
  const fields = collectFields(schema, fragmentsOf(document), variables, root, operation.selectionSet);
  const complete = new Compiler(schema, document, operation, variables).object(root, fields);
  return (context, given) => new Run(context, given).answer(complete);
}

const fragmentsOf = (document: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );

/**
 * Compiles each selection set to a function that reads every property by name, so that the engine can cache its place.
 * Resolvers and lists may give promises or errors; other properties never hold either.
 */
class Compiler {
  private readonly fragments: Record<string, FragmentDefinitionNode>;
  private argsCount = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Args,
  ) {
    this.fragments = fragmentsOf(document);
  }

  /** Compiles an object with all its fields. */
  object(type: GraphQLObjectType, fields: Fields): Complete {
    const used: Record<string, Resolve | Complete> = {};
    const [resolving, members, filling]: [string[], string[], string[]] = [[], [], []];
    for (const [key, nodes] of fields) {
      const i = members.length;
      const name = nodes[0]!.name.value;
      const member = (value: string) => members.push(`${keyOf(key)}: ${value}`);
      if (name === "__typename") {
        member(JSON.stringify(type.name));
        continue;
      }
      const field = type.getFields()[name]!;
      used[`complete${i}`] = this.value(field.type, nodes);
      if (!field.resolve) {
        member(`complete${i}(source.${name}, run)`);
        continue;
      }
      used[`resolve${i}`] = this.resolver(type, field, nodes);
      const waits = `value${i} instanceof Promise`;
      resolving.push(`const value${i} = resolve${i}(source, run);`);
      member(`${waits} ? null : complete${i}(value${i}, run)`);
      filling.push(`if (${waits}) run.fill(object, ${JSON.stringify(key)}, value${i}, complete${i});`);
    }
    const body = `return function (source, run) {
      ${resolving.join("\n")}
      const object = { ${members.join(", ")} };
      ${filling.join("\n")}
      return object;
    }`;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- made of the schema's names and of keys that are quoted
    const make = new Function(...Object.keys(used), body) as (...given: (Resolve | Complete)[]) => Complete;
    return make(...Object.values(used));
  }

  /** Binds the field's resolver to everything but the source. If it throws, the run fails. */
  private resolver(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
  ): Resolve {
    const argsOf = this.args(field, nodes[0]!);
    const resolve = field.resolve!;
    const info = this.info(type, field, nodes);
    return (source, run) => {
      try {
        return resolve(source, argsOf(run), run.context, info);
      } catch {
        return run.fail();
      }
    };
  }

  private args(field: GraphQLField<unknown, unknown>, node: FieldNode): (run: Run) => Args {
    const asked: string[] = [];
    visit(node, { SelectionSet: () => false, Variable: ({ name }) => void asked.push(name.value) });
    if (asked.length === 0) {
      const always = getArgumentValues(field, node);
      return () => always;
    }
    const place = this.argsCount++;
    return (run) => (run.args[place] ??= getArgumentValues(field, node, run.variables));
  }

  /** The resolver's info. Reading what differs between executions throws. */
  private info(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, fieldNodes: readonly FieldNode[]) {
    const { schema, fragments, operation } = this;
    const { name: fieldName, type: returnType } = field;
    const never = () => {
      throw new Error(`a plan does not tell this to the resolver of ${type.name}.${fieldName}`);
    };
    const info = { fieldName, fieldNodes, returnType, parentType: type, schema, fragments, operation, rootValue: {} };
    return Object.defineProperties(info, {
      path: { get: never },
      variableValues: { get: never },
    }) as GraphQLResolveInfo;
  }

  private value(type: GraphQLOutputType, nodes: readonly FieldNode[], absent: Absent = () => null): Complete {
    if (isNonNullType(type)) return this.value(type.ofType, nodes, (run) => run.fail());
    if (isLeafType(type)) return leaf(type, absent);
    const complete = isListType(type)
      ? list(this.value(type.ofType, nodes))
      : isObjectType(type)
        ? this.object(type, this.subfields(type, nodes))
        : this.abstract(type, nodes);
    return (value, run) => {
      if (value === null || value === undefined) return absent(run);
      return typeof value === "object" && !(value instanceof Error) ? complete(value, run) : run.fail();
    };
  }

  private abstract(type: GraphQLAbstractType, nodes: readonly FieldNode[]): Complete {
    const objects = new Map<unknown, Complete>();
    for (const one of this.schema.getPossibleTypes(type))
      objects.set(one.name, this.object(one, this.subfields(one, nodes)));
    const nameOf = type.resolveType as (value: unknown) => unknown;
    return (value, run) => objects.get(nameOf(value))?.(value, run) ?? run.fail();
  }

  private subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
    return collectSubfields(this.schema, this.fragments, this.variables, type, nodes);
  }
}

/** Quotes a key of an object literal. Without brackets, `__proto__` would set the prototype. */
const keyOf = (key: string): string => (key === "__proto__" ? `["__proto__"]` : JSON.stringify(key));

function list(item: Complete): Complete {
  return (values, run) => {
    if (!Array.isArray(values)) return run.fail();
    const items: unknown[] = [];
    for (const [i, value] of (values as unknown[]).entries()) {
      items.push(value instanceof Promise ? null : item(value, run));
      if (value instanceof Promise) void run.fill(items as unknown as Holder, i, value, item);
    }
    return items;
  };
}

function leaf(type: GraphQLLeafType, absent: Absent): Complete {
  const any: Complete = (value, run) => {
    if (value === null || value === undefined) return absent(run);
    try {
      const given = type.serialize(value);
      return given === null || given === undefined || value instanceof Error ? run.fail() : given;
    } catch {
      return run.fail();
    }
  };
  if (type.name === "String" || type.name === "ID")
    return (value, run) => (typeof value === "string" ? value : any(value, run));
  if (!isEnumType(type)) return any;
  const names = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, name]));
  return (value, run) => names.get(value) ?? any(value, run);
}
