import { format } from "../../../src/messages/format";
import type { MigrationStatus } from "../../generated/graphql";
import type { Look, MoveEvent } from "./checks";
import { perDay, perHour, withinLimit } from "./limits";

/** The state machine, as the contract says it. */
const next: Record<MigrationStatus, MigrationStatus[]> = {
  NOT_STARTED: ["ACTION_REQUIRED", "VERIFYING"],
  ACTION_REQUIRED: ["VERIFYING", "CANCELED"],
  VERIFYING: ["MIGRATING", "ACTION_REQUIRED", "FAILED", "CANCELED"],
  MIGRATING: ["COMPLETED", "FAILED"],
  COMPLETED: [],
  FAILED: ["VERIFYING", "CANCELED"],
  CANCELED: ["ACTION_REQUIRED", "VERIFYING"],
};

/** Only an owner leads out of these: by a start or a retry, or by canceling. */
const atRest: MigrationStatus[] = ["NOT_STARTED", "CANCELED", "FAILED"];

/** An event that says that the migration came from one status to another. */
interface Change {
  from: MigrationStatus;
  to: MigrationStatus;
  byOwner: boolean;
}

/** Checks that what the timeline tells could happen, and leads to where the migration is. */
export function checkHistory(look: Look): void {
  const changes = changesIn(look.events);
  checkOrder(look);
  checkChanges(changes, look);
  checkMovers(changes);
  checkAttempts(changes, look);
  checkDecisions(look);
  checkCodes(look);
}

/** Each event is told once, the oldest first. */
function checkOrder({ events }: Look): void {
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const times = events.map(({ at }) => at);
  expect(times).toEqual([...times].sort());
}

/** Statuses follow one another as the machine allows. */
function checkChanges(changes: Change[], { status }: Look): void {
  for (const { from, to } of changes)
    expect({ from, to, mayFollow: next[from].includes(to) }).toMatchObject({ mayFollow: true });
  expect(changes.at(-1)?.to ?? "NOT_STARTED").toBe(status);
}

/** What an owner has to begin, to try again or to cancel, the system does not; nor does an owner do what is its turn. */
function checkMovers(changes: Change[]): void {
  for (const change of changes) {
    const { from, to, byOwner } = change;
    if (atRest.includes(from) || to === "CANCELED") expect({ from, to, byOwner }).toEqual({ from, to, byOwner: true });
    if (["MIGRATING", "COMPLETED", "FAILED"].includes(to))
      expect({ from, to, byOwner }).toEqual({ from, to, byOwner: false });
  }
}

/** Each start and each retry is one more attempt. */
function checkAttempts(changes: Change[], { attempt }: Look): void {
  expect(changes.filter(({ from, to }) => atRest.includes(from) && to !== "CANCELED")).toHaveLength(attempt);
}

/** Each application that was turned down had been submitted. */
function checkDecisions({ events, effects }: Look): void {
  const submitted = effects.filter((effect) => effect === "application-submitted").length;
  expect(events.filter(({ message }) => message === turnedDown).length).toBeLessThanOrEqual(submitted);
}

/** No more codes are sent than allowed. Those that somebody had sent who was erased since count no more. */
function checkCodes({ events }: Look): void {
  const sent = events.filter(({ kind, actor }) => kind === "CODE_SENT" && actor!.displayName !== former);
  const times = (of: MoveEvent[]) => of.map(({ at }) => Date.parse(at));
  withinLimit(perHour, times(sent));
  for (const who of new Set(sent.map(({ actor }) => actor!.displayName)))
    withinLimit(perDay, times(sent.filter(({ actor }) => actor!.displayName === who)));
}

const former = format("en", "person.former");
const turnedDown = format("en", "event.applicationRejected");

const statusOf = new Map(
  (Object.keys(next) as MigrationStatus[]).map((status) => [format("en", `event.status.${status}`), status]),
);

/** The statuses that the events say it came to, in order. */
export const statusesIn = (events: MoveEvent[]): MigrationStatus[] => changesIn(events).map(({ to }) => to);

/** The changes of status that the events tell of, in order. */
function changesIn(events: MoveEvent[]): Change[] {
  let from: MigrationStatus = "NOT_STARTED";
  return events
    .filter(({ kind }) => kind === "STATUS_CHANGED")
    .map(({ message, actor }) => {
      const change = { from, to: statusOf.get(message)!, byOwner: actor !== null };
      from = change.to;
      return change;
    });
}
