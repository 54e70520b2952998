import type { Account } from "../../entities/account";
import { sellerOf } from "../account/seller-rules";
import { digest, effectId } from "../ids";
import { effectiveMpnId } from "../migration/answers-rules";
import type { Services } from "../services";
import type { ManagedAccount } from "./managed-account";

/** The settings that an owner may change. */
export type Settings = Pick<Account, "displayName" | "sellerContact">;

/** Saves the settings in Partner Center. The effect key is of what is saved over which version, and of `occasion`. */
export async function saveSettings(
  { upstream }: Services,
  seen: ManagedAccount,
  { displayName, sellerContact: contact }: Settings,
  occasion: string,
): Promise<void> {
  const { account, migration } = seen;
  const wanted = {
    displayName,
    contact,
    accountType: account.accountType,
    mpnId: effectiveMpnId(account, migration)!,
  };
  const requestId = effectId(
    "save-settings",
    account.id,
    String(account.settingsVersion),
    digest(JSON.stringify(wanted)),
    occasion,
  );
  await upstream.partnerCenter.saveSettings(sellerOf(seen), wanted, { requestId });
}
