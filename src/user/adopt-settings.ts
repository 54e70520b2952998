import type { Account } from "../../entities/account";
import type { Tx } from "../database/database";
import type { SellerSettings } from "../upstream/upstream";
import type { ManagedAccount } from "./managed-account";
import { recordSettings } from "./record-settings";
import { settingsOf, settingsThatDiffer } from "./settings-rules";

/** Adopts Partner Center's settings, unless ours have changed since `seen`, which was read before asking for them. */
export async function adoptSettings(
  tx: Tx,
  { account }: ManagedAccount,
  seen: Account,
  settings: SellerSettings & { sellerId: string },
  at: number,
): Promise<void> {
  if (account.settingsVersion !== seen.settingsVersion || settingsThatDiffer(account, settings).length === 0) return;
  await recordSettings(tx, account, settingsOf(settings), null, at);
}
