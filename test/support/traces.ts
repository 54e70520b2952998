import { Account } from "../../entities/account";
import { TimelineEvent } from "../../entities/timeline-event";
import { mayBecome } from "../../src/migration/machine-rules";
import { MigrationStatus as Status } from "../../entities/words";
import type { Database } from "../../src/database/database";
import type { MadeAccount } from "./accounts";
import type { SimulatorControl } from "./simulator-control";

/** What an account's way leaves its traces in. */
export interface Scene {
  database: Database;
  simulator: SimulatorControl;
}

/** What upstream has really been changed for the account, as `effect subject`; users by their addresses. */
export async function effectsOf({ simulator }: Pick<Scene, "simulator">, made: MadeAccount): Promise<string[]> {
  const effects = (await simulator.effects(made.publisherId)).map(({ effect, subject }) => `${effect} ${subject}`);
  const users = effects.filter((effect) => effect.startsWith("user-added"));
  return [...effects.filter((effect) => !users.includes(effect)), ...users.sort()];
}

/** All that the move of an account of three users with work accounts changes upstream, each once. */
export const wholeMove = ({ publisherId, owner, secondOwner, contributor }: MadeAccount): string[] => [
  `settings-saved ${publisherId}`,
  `locked ${publisherId}`,
  ...[owner, secondOwner, contributor].map((email) => `user-added ${email}`).sort(),
];

/** The account's timeline as `kind message`, oldest first. Throws when a number is missing or the machine went a forbidden way. */
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

/** The timeline of an account that was moved by its own address and met no trouble on the way. */
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
