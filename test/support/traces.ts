import { Account } from "../../entities/account";
import { TimelineEvent } from "../../entities/timeline-event";
import { mayBecome } from "../../src/migration/machine-rules";
import { MigrationStatus as Status } from "../../entities/words";
import type { Database } from "../../src/database/database";
import type { MadeAccount } from "./accounts";
import type { SimulatorControl } from "./simulator-control";

/** Where the migration of an account leaves its traces. */
export interface Scene {
  database: Database;
  simulator: SimulatorControl;
}

/** Returns the real upstream changes for the account as `effect subject`; added users come last, sorted by address. */
export async function effectsOf({ simulator }: Pick<Scene, "simulator">, made: MadeAccount): Promise<string[]> {
  const effects = (await simulator.effects(made.publisherId)).map(({ effect, subject }) => `${effect} ${subject}`);
  const users = effects.filter((effect) => effect.startsWith("user-added"));
  return [...effects.filter((effect) => !users.includes(effect)), ...users.sort()];
}

/** Every upstream change of the migration of an account with three users who have work accounts, each once. */
export const wholeMove = ({ publisherId, owner, secondOwner, contributor }: MadeAccount): string[] => [
  `settings-saved ${publisherId}`,
  `locked ${publisherId}`,
  ...[owner, secondOwner, contributor].map((email) => `user-added ${email}`).sort(),
];

/**
 * Returns the account's timeline as `kind message`, oldest first. Throws if a sequence number is missing or a
 * transition is not allowed.
 */
export async function timelineOf(
  { database }: Pick<Scene, "database">,
  { publisherId }: MadeAccount,
): Promise<string[]> {
  const { id: accountId, eventCount } = await database.reader.findOneByOrFail(Account, { publisherId });
  const events = await database.reader.find(TimelineEvent, { where: { accountId }, order: { seq: "ASC" } });
  const wrong = events.length !== eventCount || events.some(({ seq }, i) => seq !== i + 1);
  if (wrong) throw new Error(`the timeline has gaps: ${events.map(({ seq }) => seq).join()} of ${eventCount}`);
  let status = Status.NOT_STARTED;
  for (const { message } of events) {
    const next = /^event\.status\.(.*)$/.exec(message)?.[1] as Status | undefined;
    if (next === undefined) continue;
    if (next === status || !mayBecome(status, next)) throw new Error(`the migration went from ${status} to ${next}`);
    status = next;
  }
  return events.map(({ kind, message }) => `${kind} ${message.replace("event.", "")}`);
}

/** The timeline of an account that was migrated with the owner's own address and without trouble. */
export const smoothTimeline = [
  "STATUS_CHANGED status.ACTION_REQUIRED",
  "ANSWER_ACCEPTED workEmailAccepted",
  "STATUS_CHANGED status.VERIFYING",
  "STEP_FINISHED step.VERIFY_ANSWERS",
  "STATUS_CHANGED status.MIGRATING",
  "STEP_FINISHED step.COPY_SETTINGS",
  "STEP_FINISHED step.COPY_USERS",
  "STEP_FINISHED step.LOCK_CPP_SETTINGS",
  "STATUS_CHANGED status.COMPLETED",
];
