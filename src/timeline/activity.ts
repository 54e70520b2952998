import { setTimeout as wait } from "node:timers/promises";
import { GraphQLError } from "graphql";
import { MoreThan } from "typeorm";
import { TimelineEvent } from "../../entities/timeline-event";
import type { Context } from "../graphql/context";
import { timelineCursor } from "./timeline-pages";

/** An event with its cursor. */
export interface ActivityEdge {
  cursor: string;
  node: TimelineEvent;
}

const batch = 100;
const pauseMs = 1_000;

/**
 * Yields the account's events after number `after`, each once and in order, and from then on each as it happens. Reads
 * the next batch only when its consumer has taken the last one. Throws FORBIDDEN once the viewer may no longer see the
 * account: before the next event, or within a minute. Retries while the database does not answer.
 */
export function activityOf(context: Context, accountId: string, after: number): AsyncIterableIterator<ActivityEdge> {
  const leaving = new AbortController();
  const events = follow(context, accountId, after, leaving.signal);
  const activity: AsyncIterableIterator<ActivityEdge> = {
    next: () => events.next(),
    return: () => {
      // A generator that is waiting learns only from a signal that it should end.
      leaving.abort();
      return events.return(undefined);
    },
    [Symbol.asyncIterator]: () => activity,
  };
  return activity;
}

async function* follow(
  context: Context,
  accountId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<ActivityEdge, undefined> {
  const { reader } = context.services.database;
  const read = (seen: number) =>
    reader.find(TimelineEvent, { where: { accountId, seq: MoreThan(seen) }, order: { seq: "ASC" }, take: batch });
  const stillWelcome = () => patiently(context, signal, () => admit(context, accountId));
  const gone = () => signal.aborted;
  for (let seen = after; !gone();) {
    const events = (await patiently(context, signal, () => read(seen))) ?? [];
    for (const node of events) {
      // Before each event: the consumer may have taken long over the last one.
      await stillWelcome();
      if (gone()) return;
      yield { cursor: timelineCursor(node), node };
      seen = node.seq;
    }
    if (events.length === 0) await stillWelcome();
    if (events.length < batch && !(await context.services.activity.beyond(accountId, seen, signal))) return;
  }
}

/** Throws FORBIDDEN unless the viewer may see the account and their token is still valid. */
export async function admit(context: Context, accountId: string): Promise<void> {
  const { access, viewer, services } = context.anew();
  if (viewer.expiresAt <= services.clock.now() || !(await access.maySee(accountId))) throw forbidden;
}

/** The error for a viewer who may not follow an account, the same as if it did not exist. */
export const forbidden = new GraphQLError("This account does not exist, or you do not have access to it.", {
  extensions: { code: "FORBIDDEN" },
});

/** Retries until it succeeds, the viewer is refused or the signal aborts. */
async function patiently<T>({ services }: Context, signal: AbortSignal, attempt: () => Promise<T>): Promise<T | null> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      if (failures === 0) services.log.warn({ err: error }, "could not read a followed timeline; will try again");
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
