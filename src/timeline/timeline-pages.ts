import { In, LessThan, type FindOptionsWhere } from "typeorm";
import type { Account } from "../../entities/account";
import { TimelineEvent } from "../../entities/timeline-event";
import type { Severity, TimelineKind } from "../../entities/words";
import type { Database } from "../database/database";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";

/** Which events. */
export interface TimelineFilter {
  kinds?: TimelineKind[] | null;
  severities?: Severity[] | null;
}

/** A page of an account's events, newest first. */
export async function timelineOf(
  { reader }: Database,
  account: Account,
  wish: PageWish,
  { kinds, severities }: TimelineFilter,
): Promise<Connection<TimelineEvent>> {
  const all: FindOptionsWhere<TimelineEvent> = {
    accountId: account.id,
    ...(kinds ? { kind: In(kinds) } : {}),
    ...(severities ? { severity: In(severities) } : {}),
  };
  const where = wish.after ? { ...all, seq: LessThan(Number(wish.after[0])) } : all;
  const rows = await reader.find(TimelineEvent, { where, order: { seq: "DESC" }, take: wish.first + 1 });
  return connection(rows, wish, timelineCursor, () =>
    kinds || severities ? reader.countBy(TimelineEvent, all) : account.eventCount,
  );
}

/** An event's place, which is also where a live timeline is taken up again. */
export const timelineCursor = ({ seq }: TimelineEvent): string => encodeCursor(seq);
