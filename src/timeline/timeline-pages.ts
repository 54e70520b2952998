import { In, type FindOptionsWhere } from "typeorm";
import type { Account } from "../../entities/account";
import { TimelineEvent } from "../../entities/timeline-event";
import type { Severity, TimelineKind } from "../../entities/words";
import type { Database } from "../database/database";
import { preparedRead } from "../database/prepared-read";
import { connection, encodeCursor, type Connection, type PageWish } from "../graphql/connection";

/** Which events. */
export interface TimelineFilter {
  kinds?: TimelineKind[] | null;
  severities?: Severity[] | null;
}

const page = preparedRead(
  TimelineEvent,
  "TimelineEvent",
  (query, shape: { kinds: boolean; severities: boolean; after: boolean; take: number }) => {
    query.where("TimelineEvent.accountId = :accountId");
    if (shape.kinds) query.andWhere("TimelineEvent.kind IN (:...kinds)");
    if (shape.severities) query.andWhere("TimelineEvent.severity IN (:...severities)");
    if (shape.after) query.andWhere("TimelineEvent.seq < :after");
    query.orderBy("TimelineEvent.seq", "DESC").limit(shape.take);
  },
);

/** A page of an account's events, newest first. */
export async function timelineOf(
  database: Database,
  account: Account,
  wish: PageWish,
  { kinds, severities }: TimelineFilter,
): Promise<Connection<TimelineEvent>> {
  const all: FindOptionsWhere<TimelineEvent> = {
    accountId: account.id,
    ...(kinds ? { kind: In(kinds) } : {}),
    ...(severities ? { severity: In(severities) } : {}),
  };
  const [after] = wish.after ?? [];
  const shape = {
    kinds: kinds != null,
    severities: severities != null,
    after: after !== undefined,
    take: wish.first + 1,
  };
  const rows = await page(database, shape, {
    accountId: account.id,
    ...(kinds ? { kinds } : {}),
    ...(severities ? { severities } : {}),
    ...(after === undefined ? {} : { after: Number(after) }),
  });
  return connection(rows, wish, timelineCursor, () =>
    kinds || severities ? database.reader.countBy(TimelineEvent, all) : account.eventCount,
  );
}

/** An event's place, which is also where a live timeline is taken up again. */
export const timelineCursor = ({ seq }: TimelineEvent): string => encodeCursor(seq);
