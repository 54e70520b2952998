import type { Account } from "../../entities/account";
import { canonical } from "../canonical";
import type { SellerSettings } from "../upstream/upstream";

/** Partner Center's settings under the names of our columns. */
export const settingsOf = ({ displayName, accountType, contact, sellerId }: SellerSettings & { sellerId: string }) => ({
  displayName,
  accountType: accountType as Account["accountType"],
  sellerContact: contact,
  sellerId,
});

/** The names of the settings that differ between Partner Center and our record. */
export function settingsThatDiffer(account: Account, settings: SellerSettings & { sellerId: string }): string[] {
  const theirs = settingsOf(settings);
  return (Object.keys(theirs) as (keyof typeof theirs)[]).filter(
    (name) => canonical(account[name]) !== canonical(theirs[name]),
  );
}
