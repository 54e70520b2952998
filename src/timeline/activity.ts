import { setTimeout as wait } from "node:timers/promises";
import { GraphQLError } from "graphql";
import { MoreThan } from "typeorm";
import { TimelineEvent } from "../../entities/timeline-event";
import type { Context } from "../graphql/context";
import { timelineCursor } from "./timeline-pages";

/** An event with its place. */
export interface ActivityEdge {
  cursor: string;
  node: TimelineEvent;
}

const batch = 100;
const pauseMs = 1_000;

/**
 * The account's events after number `after`, each once and in order, and from then on each as it happens. Reads no
 * further than its reader has taken. Fails with FORBIDDEN as soon as the viewer may not see the account any more, and
 * waits where the database does not answer.
 */
export function activityOf(context: Context, accountId: string, after: number): AsyncIterableIterator<ActivityEdge> {
  const leaving = new AbortController();
  const events = follow(context, accountId, after, leaving.signal);
  const activity: AsyncIterableIterator<ActivityEdge> = {
    next: () => events.next(),
    return: () => {
      // While it waits, a generator hears of its end only by a signal.
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
      // Before each one: the reader may have been long about the last.
      await stillWelcome();
      if (gone()) return;
      yield { cursor: timelineCursor(node), node };
      seen = node.seq;
    }
    if (events.length === 0) await stillWelcome();
    if (events.length < batch) await context.services.activity.beyond(accountId, seen, signal);
  }
}

/** Lets a viewer follow an account that they may see, with a token that is still good. */
export async function admit(context: Context, accountId: string): Promise<void> {
  const { access, viewer, services } = context.anew();
  if (viewer.expiresAt <= services.clock.now() || !(await access.maySee(accountId))) throw forbidden;
}

/** What whoever may not follow an account is told, also when there is none. */
export const forbidden = new GraphQLError("This account does not exist, or you do not have access to it.", {
  extensions: { code: "FORBIDDEN" },
});

/** Tries until it succeeds, the viewer is refused or nobody waits for it any more. */
async function patiently<T>({ services }: Context, signal: AbortSignal, attempt: () => Promise<T>): Promise<T | null> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      if (failures === 0)
        services.log.warn({ err: error }, "a timeline that is followed cannot be read; it is tried again");
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
  return null;
}
