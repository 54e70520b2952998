import type { Account } from "../../entities/account";
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

/** What says the same is the same, whatever the order of its parts, and whether what is missing is named. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object"
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, part]) => part !== null && part !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}
