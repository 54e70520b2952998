import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Kind, parse, type EnumTypeDefinitionNode } from "graphql";
import { MigrationAction, MigrationStatus as Status, Party } from "../../entities/words";
import { allowedIn, awaiting, mayBecome, statusesAwaiting, transitions } from "../../src/migration/machine-rules";

const all = Object.values(Status);

/** The next statuses, as the contract's descriptions list them: "Next: A, B (how)", "Next: as C", "Final". */
function promisedTransitions(): Record<string, Status[]> {
  const sdl = parse(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"));
  const machine = sdl.definitions.find(
    (one): one is EnumTypeDefinitionNode =>
      one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === "MigrationStatus",
  )!;
  const told = new Map(machine.values!.map((value) => [value.name.value, value.description!.value]));
  const next = (status: string): Status[] => {
    const text = told.get(status)!;
    if (text.includes("Final.")) return [];
    const as = /Next: as ([A-Z_]+)/.exec(text)?.[1];
    if (as !== undefined) return next(as);
    const listed = /Next: (.*)$/.exec(text)![1]!;
    return listed.match(/[A-Z_]{2,}/g) as Status[];
  };
  return Object.fromEntries([...told.keys()].map((status) => [status, next(status)]));
}

const sorted = (table: Readonly<Record<string, readonly Status[]>>) =>
  Object.fromEntries(Object.entries(table).map(([from, to]) => [from, [...to].sort()]));

test("the transitions match the descriptions of the contract", () => {
  expect(sorted(transitions)).toEqual(sorted(promisedTransitions()));
});

test("every status can be reached from NOT_STARTED", () => {
  const reached = new Set<Status>([Status.NOT_STARTED]);
  for (const status of reached) for (const next of transitions[status]) reached.add(next);
  expect([...reached].sort()).toEqual([...all].sort());
});

test("COMPLETED is the only final status and can be reached from every other", () => {
  expect(all.filter((status) => transitions[status].length === 0)).toEqual([Status.COMPLETED]);
  for (const from of all) {
    const reached = new Set<Status>([from]);
    for (const status of reached) for (const next of transitions[status]) reached.add(next);
    expect(reached).toContain(Status.COMPLETED);
  }
});

test("a migration may keep its status or follow a transition, and nothing else", () => {
  for (const status of all) expect(mayBecome(status, status)).toBe(true);
  expect(all.filter((to) => mayBecome(Status.COMPLETED, to))).toEqual([Status.COMPLETED]);
  const { MIGRATING, COMPLETED, FAILED } = Status;
  expect(all.filter((to) => mayBecome(MIGRATING, to))).toEqual([MIGRATING, COMPLETED, FAILED]);
});

test("every status except COMPLETED awaits either the owner or the system", () => {
  expect(all.filter((status) => awaiting(status) === null)).toEqual([Status.COMPLETED]);
  expect(statusesAwaiting(Party.SYSTEM)).toEqual([Status.VERIFYING, Status.MIGRATING]);
  const { NOT_STARTED, ACTION_REQUIRED, FAILED, CANCELED } = Status;
  expect(statusesAwaiting(Party.OWNER)).toEqual([NOT_STARTED, ACTION_REQUIRED, FAILED, CANCELED]);
});

test.each([
  [MigrationAction.START, [Status.ACTION_REQUIRED, Status.VERIFYING]],
  [MigrationAction.RETRY, [Status.VERIFYING]],
  [MigrationAction.CANCEL, [Status.CANCELED]],
])("%s is allowed only in statuses that have its transitions", (action, leadsTo) => {
  expect(allowedIn[action]).not.toHaveLength(0);
  for (const from of allowedIn[action]) for (const to of leadsTo) expect(transitions[from]).toContain(to);
  const open = all.filter((status) => leadsTo.every((to) => transitions[status].includes(to)));
  if (action !== MigrationAction.RETRY) expect([...allowedIn[action]].sort()).toEqual(open.sort());
});
