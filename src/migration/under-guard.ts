import type { AccountUser } from "../../entities/account-user";
import type { Refusal } from "../../entities/refusal";
import { lockAccount } from "../database/lock-account";
import { isDuplicate } from "../database/run-again";
import type { Context } from "../graphql/context";
import { earlierOutcome, keepOutcome, type Earlier, type KeyedRequest } from "../idempotency";
import type { Services } from "../services";
import { isStillOwner, ownerRoleRequired } from "../user/user-rules";
import type { Act } from "./act";
import { applyDecision } from "./apply-decision";
import type { MigrationRows } from "./decision";
import { guardMigration } from "./migration-rows";
import { actionRefused } from "./requirement-rules";

/** One round of an act: the rows that were read, and the facts that were fetched for them. */
export interface Turn<Facts> {
  accountId: string;
  user: Pick<AccountUser, "id">;
  keyed: KeyedRequest | null;
  facts: Facts;
  seen: MigrationRows;
  last: boolean;
}

/** Decides on the current rows and writes the decision; "again" when the facts were fetched for an older version. */
export async function underGuard<Facts>(
  { services: { database, clock }, viewer }: Context,
  wish: Act<Facts>,
  { accountId, user, keyed, facts, seen, last }: Turn<Facts>,
): Promise<{ refusal: Refusal | null } | { earlier: Earlier } | "again"> {
  try {
    return await database.write(async (tx) => {
      const now = clock.now();
      const rows = await guardMigration(database, tx, accountId, user.id);
      const actor = rows?.user;
      if (!rows || !actor || !isStillOwner(actor, viewer, rows.migration.status)) return { refusal: ownerRoleRequired };
      const earlier = keyed && (await earlierOutcome(database.within(tx), keyed, now));
      if (earlier) return { earlier };
      const late = actionRefused(rows.migration, wish);
      if (late) {
        if (keyed) await keepOutcome(tx, keyed, late, now);
        return { refusal: late };
      }
      if (rows.migration.version !== seen.migration.version && !last) return "again" as const;
      const decision = await wish.decide(rows, facts, actor, tx);
      const refusal = decision.refusal ?? null;
      await applyDecision(tx, rows, decision, actor.id, now);
      if (keyed && refusal?.__typename !== "TooManyAttempts") await keepOutcome(tx, keyed, refusal, now);
      return { refusal };
    });
  } catch (error) {
    const earlier = keyed && (await twinOf({ database, clock }, keyed, error));
    if (earlier) return { earlier };
    throw error;
  }
}

/** Stores an early refusal under its idempotency key. Returns the outcome that counts: this or a concurrent twin's. */
export async function keepRefusal(
  services: Services,
  accountId: string,
  keyed: KeyedRequest,
  refusal: Refusal,
): Promise<Earlier> {
  const { database, clock } = services;
  try {
    await database.write(async (tx) => {
      await lockAccount(database, tx, accountId);
      await keepOutcome(tx, keyed, refusal, clock.now());
    });
    return { outcome: refusal };
  } catch (error) {
    const earlier = await twinOf(services, keyed, error);
    if (earlier) return earlier;
    throw error;
  }
}

/** The outcome of a concurrent request with the same key, if it committed while this one waited. */
const twinOf = async (
  { database, clock }: Pick<Services, "database" | "clock">,
  keyed: KeyedRequest,
  error: unknown,
): Promise<Earlier | null> => (isDuplicate(error) ? earlierOutcome(database, keyed, clock.now()) : null);
