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
import { type Soon, when } from "./loader";

/** Answers an operation in JSON; null when anything is not as it should be. */
export type Plan = (context: unknown, variables: Record<string, unknown>) => Promise<string | null>;

/** One answering. Nothing throws or rejects on the way: whatever goes wrong is noted, and nothing of the answer is used. */
class Run {
  failed = false;
  readonly args: Args[] = [];

  constructor(
    readonly context: unknown,
    readonly variables: Args,
  ) {}

  fail(): string {
    this.failed = true;
    return "null";
  }
}

type Args = Record<string, unknown>;
/** Writes a value, which may be null or undefined, as JSON. */
type Write = (value: unknown, run: Run) => Soon<string>;
/** What stands for no value at all. */
type Absent = (run: Run) => string;
type Fields = Map<string, readonly FieldNode[]>;

/** The names of the variables that decide which fields are asked for. */
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

/** The variables as the operation's types have them; null when they do not fit. */
export function coerced(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Args): Args | null {
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).coerced ?? null;
}

/** Makes the plan of a query that is valid, for all variables that include the same fields as these. */
export function compilePlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Args,
): Plan {
  const root = schema.getQueryType()!;
  const fields = collectFields(schema, fragmentsOf(document), variables, root, operation.selectionSet);
  const write = new Compiler(schema, document, operation, variables).object(root, fields);
  return async (context, given) => {
    const run = new Run(context, given);
    const text = await write({}, run);
    return run.failed ? null : text;
  };
}

const fragmentsOf = (document: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );

/**
 * Makes one function of each selection set, with a name for every property that it reads, so that the engine knows where it
 * is. What resolvers give may be a promise or an error; what properties hold is neither.
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

  /** `{"one":…,"other":…}`; the promise of it when a part has to be waited for. */
  object(type: GraphQLObjectType, fields: Fields): Write {
    if (fields.size === 0) return () => "{}";
    const writes: Write[] = [];
    const texts = [...fields.keys()].map((_, i) => `text${i}`);
    const lines = [...fields].map(([, nodes], i) => {
      const name = nodes[0]!.name.value;
      if (name === "__typename") return `const text${i} = ${JSON.stringify(JSON.stringify(type.name))};`;
      const field = type.getFields()[name]!;
      writes[i] = field.resolve ? this.resolved(type, field, nodes) : this.value(field.type, nodes);
      return `const text${i} = write${i}(source${field.resolve ? "" : `.${name}`}, run);`;
    });
    const keys = [...fields.keys()].map((key, i) => `${i === 0 ? "{" : ","}${JSON.stringify(key)}:`);
    const whole = `${texts.map((text, i) => `${JSON.stringify(keys[i])} + ${text}`).join(" + ")} + "}"`;
    const there = texts.map((text) => `typeof ${text} === "string"`).join(" && ");
    const body = `return function (source, run) {
      ${lines.join("\n")}
      if (${there}) return ${whole};
      return Promise.all([${texts.join()}]).then(([${texts.join()}]) => ${whole});
    }`;
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- made of the schema's names and of keys that are quoted
    const make = new Function(...texts.map((_, i) => `write${i}`), body) as (...writes: Write[]) => Write;
    return make(...writes);
  }

  private resolved(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[]): Write {
    const complete = this.value(field.type, nodes);
    const argsOf = this.args(field, nodes[0]!);
    const resolve = field.resolve!;
    const info = this.info(type, field, nodes);
    const use = (value: unknown, run: Run): Soon<string> =>
      value instanceof Error ? run.fail() : complete(value, run);
    return (source, run) => {
      try {
        const value = resolve(source, argsOf(run), run.context, info);
        if (!(value instanceof Promise)) return use(value, run);
        return value.then((there) => use(there, run)).catch(() => run.fail());
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

  /** What a resolver may know of where it stands; what differs from one answer to the next it may not. */
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

  private value(type: GraphQLOutputType, nodes: readonly FieldNode[], absent: Absent = () => "null"): Write {
    if (isNonNullType(type)) return this.value(type.ofType, nodes, (run) => run.fail());
    if (isLeafType(type)) return leaf(type, absent);
    const write = isListType(type)
      ? list(this.value(type.ofType, nodes))
      : isObjectType(type)
        ? this.object(type, this.subfields(type, nodes))
        : this.abstract(type, nodes);
    return (value, run) => {
      if (value === null || value === undefined) return absent(run);
      return typeof value === "object" ? write(value, run) : run.fail();
    };
  }

  private abstract(type: GraphQLAbstractType, nodes: readonly FieldNode[]): Write {
    const writes = new Map<unknown, Write>();
    for (const one of this.schema.getPossibleTypes(type))
      writes.set(one.name, this.object(one, this.subfields(one, nodes)));
    const nameOf = type.resolveType as (value: unknown) => unknown;
    return (value, run) => writes.get(nameOf(value))?.(value, run) ?? run.fail();
  }

  private subfields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Fields {
    return collectSubfields(this.schema, this.fragments, this.variables, type, nodes);
  }
}

function list(item: Write): Write {
  const write: Write = (value, run) =>
    value instanceof Promise ? value.then((one) => item(one, run)).catch(() => run.fail()) : item(value, run);
  return (values, run) => {
    if (!Array.isArray(values)) return run.fail();
    return when(
      values.map((value) => write(value, run)),
      (...texts) => `[${texts.join()}]`,
    );
  };
}

function leaf(type: GraphQLLeafType, absent: Absent): Write {
  const any: Write = (value, run) => {
    if (value === null || value === undefined) return absent(run);
    try {
      const given = type.serialize(value);
      if (given === null || given === undefined || value instanceof Error) return run.fail();
      return typeof given === "string" ? quoted(given) : JSON.stringify(given);
    } catch {
      return run.fail();
    }
  };
  if (type.name === "String" || type.name === "ID")
    return (value, run) => (typeof value === "string" ? quoted(value) : any(value, run));
  if (!isEnumType(type)) return any;
  const names = new Map<unknown, string>(type.getValues().map(({ value, name }) => [value, `"${name}"`]));
  return (value, run) => names.get(value) ?? any(value, run);
}

/** Beyond this length the engine's own search is quicker. */
const short = 48;

/** The text as JSON; most texts are short, and have nothing in them to be escaped. */
function quoted(text: string): string {
  if (text.length > short) return JSON.stringify(text);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x22 || code === 0x5c || code >= 0xd800) return JSON.stringify(text);
  }
  return `"${text}"`;
}
