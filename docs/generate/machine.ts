import { MigrationAction, MigrationStatus } from "../../entities/words";
import { allowedIn, awaiting, transitions } from "../../src/migration/machine-rules";

/** The state machine, drawn from its own table. */
export function printMachine(): string {
  const statuses = Object.values(MigrationStatus);
  const arrows = statuses.flatMap((from) => transitions[from].map((to) => `  ${from} --> ${to}`));
  const ends = statuses.filter((status) => transitions[status].length === 0).map((status) => `  ${status} --> [*]`);
  const movers = statuses.flatMap((status) => {
    const party = awaiting(status);
    return party === null ? [] : [`  class ${status} ${party.toLowerCase()}`];
  });
  const rows = statuses.map((status) => [
    `\`${status}\``,
    awaiting(status) === null ? "nobody" : `\`${awaiting(status)}\``,
    list(Object.values(MigrationAction).filter((action) => allowedIn[action].includes(status))),
    list(transitions[status]),
  ]);
  return `# The state machine

Made by \`npm run docs\` from the table that the service itself goes by, \`src/migration/machine-rules.ts\`. No client needs a copy of it: \`viewerActions\`, \`awaiting\` and \`pollAfterMs\` say what can be done, by whom, and when to ask again.

\`\`\`mermaid
stateDiagram-v2
  [*] --> NOT_STARTED
${[...arrows, ...ends].join("\n")}
  classDef owner fill:#fff3c4,stroke:#b58900,color:#000
  classDef system fill:#d6e8fb,stroke:#1f5fbf,color:#000
${movers.join("\n")}
\`\`\`

Yellow waits for an owner, blue for the system.

| status | who moves next | what owners may do | what can follow |
| --- | --- | --- | --- |
${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}

There is one migration for an account, for ever: a retry or a new start is its next \`attempt\`. Steps that are finished are not done again.
`;
}

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ") || "—";
