import { Account } from "../../entities/account";
import { TimelineKind } from "../../entities/words";
import { searchTerms, sortName } from "../account/names";
import { rename } from "../account/take-over";
import type { Tx } from "../database/database";
import { updateRowsLater } from "../database/update-rows";
import { appendEvents } from "../timeline/append-events";

/** The settings that Partner Center has, from this service or from others. */
export type TakenSettings = Pick<Account, "displayName" | "sellerContact"> &
  Partial<Pick<Account, "accountType" | "sellerId">>;

/**
 * Records the account's settings as Partner Center has them, with a timeline event, and updates the object passed in.
 * The caller holds the account's guard; `actor` is null when they were changed in Partner Center itself.
 */
export async function recordSettings(
  tx: Tx,
  account: Account,
  settings: TakenSettings,
  actor: string | null,
  now: number,
): Promise<void> {
  const name = sortName(settings.displayName);
  const changed = { ...settings, sortName: name, settingsVersion: account.settingsVersion + 1 };
  await updateRowsLater(tx, Account, { id: account.id }, changed);
  if (settings.displayName !== account.displayName)
    await rename(tx, account.id, name, searchTerms(account.publisherId, settings.displayName));
  Object.assign(account, changed);
  const event = { kind: TimelineKind.SETTINGS_CHANGED, message: "event.settingsChanged" };
  await appendEvents(tx, account, [event], actor, now);
  account.eventCount += 1;
}
