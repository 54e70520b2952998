import { In, type FindOptionsWhere } from "typeorm";
import type { Account } from "../../entities/account";
import { TimelineEvent } from "../../entities/timeline-event";
import type { Severity, TimelineKind } from "../../entities/words";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { allLists, listColumn, readLists, type ListsShape } from "../database/read-lists";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";
import { Loader } from "../graphql/loader";

/** A page of an account's events, and the filters on them. */
export interface TimelinePageKey {
  account: Account;
  wish: PageWish;
  kinds: TimelineKind[] | null;
  severities: Severity[] | null;
}

/** Creates the loader for pages of events, newest first: the first pages of many accounts come from one statement. */
export function timelinePages(database: Database): Loader<TimelinePageKey, Connection<TimelineEvent>, string> {
  const pageOf = async (key: TimelinePageKey) =>
    connection(await eventsOf(database, key), key.wish, timelineCursor, () => countEvents(database, key));
  return new Loader<TimelinePageKey, Connection<TimelineEvent>, string>(
    (keys) => Promise.all(keys.map(pageOf)),
    ({ account, ...which }) => `${account.id}:${JSON.stringify(which)}`,
  );
}

/** Enough for all accounts of the largest page. */
const mostLists = 128;

const newest = readLists(
  preparedRead(TimelineEvent, "event", (query, { lists, size }: ListsShape) => {
    const places = allLists(
      lists,
      (i) =>
        `SELECT account_id, seq FROM timeline_event WHERE account_id = :accountId${i} ORDER BY seq DESC LIMIT ${size}`,
    );
    query
      .addSelect("place.list", listColumn)
      .innerJoin(`(${places})`, "place", "place.account_id = event.accountId AND place.seq = event.seq")
      .orderBy("event.accountId")
      .addOrderBy("event.seq", "DESC");
  }),
  mostLists,
);

const some = preparedRead(
  TimelineEvent,
  "event",
  (query, shape: { kinds: boolean; severities: boolean; after: boolean; take: number }) => {
    query.where("event.accountId = :accountId");
    if (shape.kinds) query.andWhere("event.kind IN (:...kinds)");
    if (shape.severities) query.andWhere("event.severity IN (:...severities)");
    if (shape.after) query.andWhere("event.seq < :after");
    query.orderBy("event.seq", "DESC").limit(shape.take);
  },
);

async function eventsOf(
  database: Database,
  { account, wish, kinds, severities }: TimelinePageKey,
): Promise<TimelineEvent[]> {
  const accountId = account.id;
  const take = wish.first + 1;
  const [after] = wish.after ?? [];
  if (!kinds && !severities && after === undefined) return (await newest(database, [{ accountId }], take))[0]!;
  const shape = { kinds: kinds !== null, severities: severities !== null, after: after !== undefined, take };
  return some(database, shape, {
    accountId,
    ...(kinds && { kinds }),
    ...(severities && { severities }),
    ...(after !== undefined && { after: Number(after) }),
  });
}

async function countEvents(database: Database, { account, kinds, severities }: TimelinePageKey): Promise<number> {
  if (!kinds && !severities) return account.eventCount;
  const all: FindOptionsWhere<TimelineEvent> = {
    accountId: account.id,
    ...(kinds && { kind: In(kinds) }),
    ...(severities && { severity: In(severities) }),
  };
  return database.reader.countBy(TimelineEvent, all);
}

/** Returns an event's cursor, from which a live timeline can also be resumed. */
export const timelineCursor = ({ seq }: TimelineEvent): string => encodeCursor(seq);
