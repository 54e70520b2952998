import type { Account } from "../../entities/account";
import { canonical } from "../canonical";
import type { SellerSettings } from "../upstream/upstream";

/** The settings as Partner Center describes them, in the words of our record. */
export const settingsOf = ({ displayName, accountType, contact, sellerId }: SellerSettings & { sellerId: string }) => ({
  displayName,
  accountType: accountType as Account["accountType"],
  sellerContact: contact,
  sellerId,
});

/** Which settings are others in Partner Center than in our record. */
export function settingsThatDiffer(account: Account, settings: SellerSettings & { sellerId: string }): string[] {
  const theirs = settingsOf(settings);
  return (Object.keys(theirs) as (keyof typeof theirs)[]).filter(
    (name) => canonical(account[name]) !== canonical(theirs[name]),
  );
}
