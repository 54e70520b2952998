import { relative, resolve } from "node:path";
import { defineConfig, globalIgnores } from "eslint/config";
import graphql from "@graphql-eslint/eslint-plugin";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/* What may import what: downwards only. CONTRIBUTING.md explains it. */

/** The features: each is a room of `src/` for one noun. */
const features = ["viewer", "account", "tenant", "mpn", "migration", "user", "timeline", "program", "person"];

/** The ground that every feature builds on. It imports features as types only. */
const ground = [
  "src/{config,log,clock,faults,ids,address,canonical,fields,idempotency,services,unavailable}",
  "src/{database,messages}/**",
  "src/graphql/{loader,load-by-key,node-id,connection,page-cost,asks-for,refused}",
  "src/outbox/{enqueue,job-outcome}",
  "src/timeline/append-events",
];

/** What features may import from each other: rules, loaders, and the few files named after them. Keep those few. */
const sharedByFeatures = [
  "src/**/*-rules",
  "src/**/*loader*",
  "src/viewer/viewer", // the signed-in person, and their key
  "src/tenant/ask-work-email", // looks up an address, for a migration's owner and for new users
  "src/viewer/sight", // that person's relation to an account
  "src/account/names", // pure: how names are sorted and found
  "src/account/present-publisher", // an account as CPP has it, for the move and for syncs
  "src/account/take-over", // a migration refreshes the account from CPP as the import does
  "src/migration/write-migrations", // the one place that writes a status, and counts it; the import adds new ones
  "src/mpn/application-input", // the application arrives inside a migration's mutation
  "src/tenant/confirmation-code", // proves a tenant's address, within a migration
];

/**
 * The rooms. `values` and `types` name the project's files that a room may import, `types` by `import type` only;
 * `packages` names the packages it may import; any if omitted. If two rooms match a file, the later one applies.
 */
const rooms = [
  // A file that is in no room below may import nothing: give it a room first.
  { files: ["src/**"], values: [] },
  { files: ["entities/**"], values: ["entities/**"], packages: ["typeorm"] },
  {
    files: ["schema/**"],
    values: ["schema/**", "entities/words"],
    packages: ["type-graphql", "graphql", "graphql-scalars", "reflect-metadata"],
  },
  ...features.map((feature) => ({
    files: [`src/${feature}/**`],
    values: [`src/${feature}/**`, ...sharedByFeatures, ...ground, "schema/**", "entities/**"],
    types: ["src/upstream/upstream", "src/graphql/context"],
  })),
  {
    files: ["src/{graphql,outbox}/**", "src/{http,metrics,standing,sweep,web-pages}.ts"],
    values: [
      `src/{graphql,outbox,${features}}/**`,
      "src/{http,metrics,standing}",
      ...ground,
      "schema/**",
      "entities/**",
    ],
    types: ["src/upstream/**"],
  },
  { files: ["src/upstream/**"], values: ["src/upstream/**", "src/{address,faults,log,clock}"] },
  { files: ground.map((path) => `${path}.ts`), values: [...ground, "entities/**"], types: ["src/**"] },
  {
    files: ["src/**/*-rules.ts"],
    values: ["entities/words", "src/**/*-rules", "src/{address,canonical}", "src/account/names"],
    types: ["src/**", "entities/**", "schema/**"],
    packages: [],
  },
  { files: ["src/{app,create-services}.ts"], values: ["src/**", "schema/**", "entities/**"] },
  {
    files: ["src/main.ts"],
    values: [
      "src/{address,app,config,clock,create-services,log}",
      "src/database/database",
      "src/graphql/*-schema",
      "src/**/*-command",
    ],
  },
  {
    files: ["docs/generate/**"],
    values: ["docs/generate/**", "src/graphql/build-schema", "src/migration/machine-rules", "entities/words"],
  },
  ...["simulator", "bench", "web", "examples"].map((room) => ({ files: [`${room}/**`], values: [`${room}/**`] })),
];

/** Rules of @graphql-eslint, each with its option, or true if it has none. */
function graphqlRules(rules) {
  const entries = Object.entries(rules);
  return Object.fromEntries(
    entries.map(([name, option]) => [`@graphql-eslint/${name}`, option === true ? "error" : ["error", option]]),
  );
}

/** The rule that enforces the rooms: it checks where an import leads, and whether it imports more than types. */
const roomsRule = {
  meta: {
    type: "problem",
    schema: [{ type: "object" }],
    messages: {
      closed: "This room may not import {{target}}: see the rooms in eslint.config.mjs.",
      typesOnly: "This room may import {{target}} by `import type` only: see the rooms in eslint.config.mjs.",
    },
  },
  create(context) {
    const { values, types = [], packages } = context.options[0];
    function check(node, typeOnly) {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const within = source.startsWith(".");
      const target = within ? projectPath(context, source) : source;
      const open = within ? matches(values, target) : !packages || packages.includes(target);
      const openToTypes = within ? matches(types, target) : true;
      if (open || (typeOnly && openToTypes)) return;
      context.report({ node, messageId: openToTypes ? "typesOnly" : "closed", data: { target } });
    }
    const isTypeOnly = (node, kind) =>
      node[kind] === "type" || (node.specifiers?.length > 0 && node.specifiers.every((part) => part[kind] === "type"));
    return {
      ImportDeclaration: (node) => check(node, isTypeOnly(node, "importKind")),
      ExportNamedDeclaration: (node) => check(node, isTypeOnly(node, "exportKind")),
      ExportAllDeclaration: (node) => check(node, isTypeOnly(node, "exportKind")),
      ImportExpression: (node) => check(node, false),
      TSImportType: (node) => check(node, true),
    };
  },
};

/** Resolves a relative import to a path in the project. */
function projectPath({ cwd, filename }, source) {
  return relative(cwd, resolve(filename, "..", source)).replaceAll("\\", "/");
}

/** Whether a path matches one of the patterns: `**` any folders, `*` part of a name, `{a,b}` one of these. */
function matches(patterns, path) {
  const signs = { "/**": "(/.*)?", "**/": "(.*/)?", "*": "[^/]*", "{": "(", "}": ")", ",": "|", ".": "\\." };
  const asRegExp = (pattern) => new RegExp(`^${pattern.replace(/\/\*\*$|\*\*\/|[*{},.]/g, (sign) => signs[sign])}$`);
  return patterns.some((pattern) => asRegExp(pattern).test(path));
}

const typescript = ["**/*.{ts,tsx,mts}"];
/** The extensions that an import may omit. */
const extensions = [".ts", ".tsx", ".mts", ".js"];
/** Mistakes that the compiler lets through. */
const slips = [
  ...["no-async-promise-executor", "no-cond-assign", "no-constant-binary-expression", "no-control-regex"],
  ...["no-empty", "no-empty-character-class", "no-fallthrough", "no-irregular-whitespace", "no-loss-of-precision"],
  ...["no-misleading-character-class", "no-prototype-builtins", "no-self-assign", "no-self-compare"],
  ...["no-sparse-arrays", "no-template-curly-in-string", "no-unsafe-finally", "no-unsafe-optional-chaining"],
  ...["no-useless-backreference", "no-useless-catch", "no-useless-escape", "preserve-caught-error"],
];
const restrictedTime = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']" },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]" },
  { selector: "CallExpression[callee.name='Date']" },
].map((time) => ({ ...time, message: "Ask the clock (src/clock.ts); a rule is told the time." }));
const restrictedChance = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: "A rule decides the same for the same rows.",
};

export default defineConfig(
  globalIgnores(["**/dist/", "**/data/", "**/coverage/", "**/generated/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },

  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      ...Object.fromEntries(slips.map((rule) => [rule, "error"])),
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-unnecessary-condition": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allow: ["URLSearchParams"] }],
      "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // An interface may return a promise where one implementation has nothing to await.
      "@typescript-eslint/require-await": "off",
      // The objects of this project are closures: their methods do not use `this`.
      "@typescript-eslint/unbound-method": "off",
      // The compiler knows the literals of a string enum and refuses any other.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },

  {
    files: [...typescript, "**/*.{js,mjs,cjs}"],
    plugins: { "import-x": importX },
    settings: {
      "import-x/extensions": extensions,
      "import-x/resolver-next": [createNodeResolver({ extensions })],
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-default-export": "error",
      "no-restricted-imports": ["error", { paths: ["process", "node:process"] }],
    },
  },
  { files: ["**/*.config.*"], rules: { "import-x/no-default-export": "off" } },

  { files: ["web/**"], extends: [reactHooks.configs.flat["recommended-latest"]], rules: { "no-console": "error" } },

  // Jest's matchers (`expect.any`) are of type any.
  { files: ["test/**"], rules: { "@typescript-eslint/no-unsafe-assignment": "off" } },

  {
    files: ["src/**", "schema/**", "entities/**", "simulator/**"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": [
        "error",
        { globals: [{ name: "process", message: "Only main.ts knows the process." }], checkGlobalObject: true },
      ],
    },
  },
  { files: ["src/main.ts", "simulator/{main,start,token,command}.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["src/main.ts", "src/program/*command*.ts", "simulator/**"], rules: { "no-console": "off" } },

  {
    files: ["src/**", "schema/**", "entities/**"],
    ignores: ["src/clock.ts"],
    rules: { "no-restricted-syntax": ["error", ...restrictedTime] },
  },
  {
    files: ["src/**/*-rules.ts"],
    rules: { "no-restricted-syntax": ["error", ...restrictedTime, restrictedChance] },
  },

  // The schema is a product: everything has a description, and lists are Relay connections.
  {
    files: ["schema/schema.graphql"],
    languageOptions: { parser: graphql.parser },
    plugins: { "@graphql-eslint": graphql },
    rules: graphqlRules({
      "description-style": { style: "block" },
      "known-argument-names": true,
      "known-directives": true,
      "known-type-names": true,
      "naming-convention": {
        types: "PascalCase",
        FieldDefinition: "camelCase",
        InputValueDefinition: "camelCase",
        DirectiveDefinition: "camelCase",
        EnumValueDefinition: "UPPER_CASE",
        "ObjectTypeDefinition[name.value!=/^(Query|Mutation|Subscription)$/]": {
          forbiddenSuffixes: ["Type", "Object"],
        },
        "InputObjectTypeDefinition[name.value=/^(Start|Submit|Confirm|Enroll|Add|Change|Remove|Update|Retry)/]": {
          requiredSuffixes: ["Input"],
        },
        UnionTypeDefinition: { requiredSuffixes: ["Result"] },
      },
      "no-hashtag-description": true,
      "no-unreachable-types": true,
      "relay-connection-types": true,
      "relay-edge-types": { withEdgeSuffix: true, shouldImplementNode: true, listTypeCanWrapOnlyEdgeType: false },
      "relay-page-info": true,
      "require-deprecation-reason": true,
      "require-description": { types: true, rootField: true },
      "unique-enum-value-names": true,
      "unique-type-names": true,
    }),
  },
  {
    files: ["test/operations/**/*.graphql", "{examples,web}/**/*.graphql"],
    languageOptions: { parser: graphql.parser },
    plugins: { "@graphql-eslint": graphql },
    rules: graphqlRules({
      "fields-on-correct-type": true,
      "fragments-on-composite-type": true,
      "known-argument-names": true,
      "known-type-names": true,
      "naming-convention": {
        OperationDefinition: { style: "PascalCase", forbiddenSuffixes: ["Query", "Mutation", "Subscription"] },
        FragmentDefinition: { style: "PascalCase", forbiddenSuffixes: ["Fragment"] },
        VariableDefinition: "camelCase",
      },
      "no-anonymous-operations": true,
      "no-deprecated": true,
      "no-duplicate-fields": true,
      "no-undefined-variables": true,
      "no-unused-fragments": true,
      "no-unused-variables": true,
      "overlapping-fields-can-be-merged": true,
      "possible-fragment-spread": true,
      "provided-required-arguments": true,
      "scalar-leafs": true,
      "unique-argument-names": true,
      "unique-input-field-names": true,
      "unique-variable-names": true,
      "value-literals-of-correct-type": true,
      "variables-are-input-types": true,
      "variables-in-allowed-position": true,
    }),
  },

  { plugins: { house: { rules: { rooms: roomsRule } } } },
  ...rooms.map(({ files, ...open }) => ({ files, rules: { "house/rooms": ["error", open] } })),
);
