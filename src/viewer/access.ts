import { entriesOn, firstEntries, usersOnFirst, type PortfolioEntry } from "../account/portfolio-loader";
import { Loader, type Soon, when } from "../graphql/loader";
import type { Loaders } from "../graphql/loaders";
import type { Services } from "../services";
import type { ShownUser } from "../user/shown-user-loader";
import { boundAddress } from "./bind-person";
import { mayBeBound } from "./identity-rules";
import type { Viewer } from "./viewer";

/** What the viewer may see, determined once per request. */
export interface Access {
  /** The address that the viewer is bound to; null if none. */
  address(): Promise<string | null>;
  /** The viewer's own entry among the account's users; null if they have no role there. */
  userOn(accountId: string): Soon<ShownUser | null>;
  /** Whether the account exists for the viewer. */
  maySee(accountId: string): Soon<boolean>;
  /**
   * Returns the first of the viewer's entries by the accounts' display names; `withUsers` also gives the accounts'
   * users to the loaders.
   */
  firstEntries(first: number, withUsers: boolean): Promise<PortfolioEntry[]>;
}

/** Creates the access of one viewer for one request. It gives the rows that it reads to the loaders. */
export function createAccess(services: Services, viewer: Viewer, loaders: Loaders): Access {
  const { database, memberships, tenants } = services;
  const { tenantId, objectId, identity } = viewer;
  const person = { tenantId, objectId, identity };
  let address: Promise<string | null> | undefined;
  let isBound = false;
  const findAddress = () =>
    (address ??= boundAddress(services, viewer).then((found) => {
      isBound = found !== null;
      return found;
    }));

  const give = (entry: PortfolioEntry): void => {
    const { user, account, migration, membership, tenant, ownTenant } = entry;
    users.give(account.id, user);
    loaders.user.give(user, user);
    loaders.account.give(account.id, account);
    loaders.migration.give(account.id, migration);
    if (membership && memberships.isFresh(membership)) loaders.membership.give(membership.mpnId, membership);
    for (const one of [tenant, ownTenant]) if (one && tenants.isFresh(one)) loaders.tenant.give(one.tenantId, one);
  };
  const found = async <Entry extends PortfolioEntry>(find: () => Promise<Entry[]>): Promise<Entry[]> => {
    if (!mayBeBound(viewer)) return [];
    const wasBound = isBound;
    let entries = await find();
    // On their first sign-in, viewers are bound to their entries only now.
    if (entries.length === 0 && !wasBound && (await findAddress()) !== null) entries = await find();
    entries.forEach(give);
    return entries;
  };
  const users = new Loader<string, ShownUser | null>(async (accountIds) => {
    const entries = await found(() => entriesOn(database, person, accountIds));
    for (const { account, application } of entries) loaders.application.give(account.id, application);
    const byAccount = new Map(entries.map(({ user }) => [user.accountId, user]));
    return accountIds.map((id) => byAccount.get(id) ?? null);
  });
  return {
    address: findAddress,
    userOn: (accountId) => users.load(accountId),
    maySee: (accountId) => viewer.support || when([users.load(accountId)], (user) => user !== null),
    firstEntries: (first, withUsers) =>
      found(async () => {
        const [entries, users] = await Promise.all([
          firstEntries(database, person, first),
          withUsers ? usersOnFirst(database, person, first) : [],
        ]);
        for (const [accountId, ofAccount] of users) loaders.firstUsers.give(accountId, ofAccount);
        return entries;
      }),
  };
}
