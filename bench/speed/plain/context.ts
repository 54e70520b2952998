import DataLoader from "dataloader";
import { In, IsNull, type DataSource } from "typeorm";
import type { Claims } from "../sentences";
import type { Upstream } from "../upstream";
import { AccountUser, Account, Migration, MpnMembership, Person, Tenant } from "./types";

/** What a request carries. */
export interface Context {
  source: DataSource;
  upstream: Upstream;
  claims: Claims;
  address(): Promise<string>;
  account: DataLoader<string, Account>;
  migration: DataLoader<string, Migration>;
  membership: DataLoader<string, MpnMembership | undefined>;
  tenant: DataLoader<string, Tenant>;
  users: DataLoader<string, AccountUser[]>;
}

/** Creates loaders for one request, over repositories. */
export function createContext(source: DataSource, upstream: Upstream, claims: Claims): Context {
  let address: Promise<string> | undefined;
  const by = <T>(rows: T[], key: (row: T) => string) => new Map(rows.map((row) => [key(row), row]));
  return {
    source,
    upstream,
    claims,
    address: () =>
      (address ??= source
        .getRepository(Person)
        .findOneByOrFail({ tenantId: claims.tid, objectId: claims.oid })
        .then((person) => person.address)),
    account: new DataLoader(async (keys: readonly string[]) => {
      const found = by(await source.getRepository(Account).findBy({ key: In([...keys]) }), ({ key }) => key);
      return keys.map((key) => found.get(key)!);
    }),
    migration: new DataLoader(async (keys: readonly string[]) => {
      const rows = await source.getRepository(Migration).findBy({ accountId: In([...keys]) });
      const found = by(rows, ({ accountId }) => accountId);
      return keys.map((key) => found.get(key)!);
    }),
    membership: new DataLoader(async (keys: readonly string[]) => {
      const found = by(
        await source.getRepository(MpnMembership).findBy({ mpnId: In([...keys]) }),
        ({ mpnId }) => mpnId,
      );
      return keys.map((key) => found.get(key));
    }),
    tenant: new DataLoader(async (keys: readonly string[]) => {
      const found = by(
        await source.getRepository(Tenant).findBy({ tenantId: In([...keys]) }),
        ({ tenantId }) => tenantId,
      );
      return keys.map((key) => found.get(key)!);
    }),
    users: new DataLoader(async (keys: readonly string[]) => {
      const rows = await source.getRepository(AccountUser).find({
        where: { accountId: In([...keys]), removedAt: IsNull() },
        order: { accountId: "ASC", key: "ASC" },
      });
      const found = new Map<string, AccountUser[]>(keys.map((key) => [key, []]));
      for (const row of rows) found.get(row.accountId)!.push(row);
      return keys.map((key) => found.get(key)!);
    }),
  };
}
