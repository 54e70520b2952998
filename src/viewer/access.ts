import DataLoader from "dataloader";
import { AccountUser } from "../../entities/account-user";
import { preparedRead } from "../database/prepared-read";
import type { Services } from "../services";
import { boundAddress } from "./bind-person";
import type { Viewer } from "./viewer";

/** What the viewer may see, found out once per request. */
export interface Access {
  /** The address that the viewer is bound to; null when bound to none. */
  address(): Promise<string | null>;
  /** The viewer's own entry among the account's users; null for whoever has no role there. */
  userOn(accountId: string): Promise<AccountUser | null>;
  /** Whether the account exists for the viewer. */
  maySee(accountId: string): Promise<boolean>;
}

const ownEntries = preparedRead(AccountUser, "user", (query) =>
  query.where("user.accountId IN (:...accountIds) AND user.principal = :principal AND user.removedAt IS NULL"),
);

/** Access of one viewer for one request. */
export function createAccess(services: Services, viewer: Viewer): Access {
  let address: Promise<string | null> | undefined;
  const findAddress = () => (address ??= boundAddress(services, viewer));
  const users = new DataLoader<string, AccountUser | null>(async (accountIds) => {
    const principal = await findAddress();
    if (principal === null) return accountIds.map(() => null);
    const rows = await ownEntries(services.database, undefined, { principal, accountIds });
    const byAccount = new Map(rows.map((row) => [row.accountId, row]));
    return accountIds.map((id) => byAccount.get(id) ?? null);
  });
  return {
    address: findAddress,
    userOn: (accountId) => users.load(accountId),
    maySee: async (accountId) => viewer.support || (await users.load(accountId)) !== null,
  };
}
