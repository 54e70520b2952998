import { In } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import { IdentityKind } from "../../entities/words";
import type { Context } from "../graphql/context";
import { effectiveMpnId } from "../migration/answers-rules";
import { isOwner } from "../user/user-rules";

/** The tenants related to the accounts that the viewer owns, looked up once per request. */
const found = new WeakMap<Context["access"], Promise<ReadonlySet<string>>>();

/** Whether the viewer may see the tenant: as support, when signed in to it, or as owner of an account related to it. */
export async function mayNameTenant(context: Context, tenantId: string): Promise<boolean> {
  const { viewer, access } = context;
  const signedInTo = viewer.identity === IdentityKind.PERSONAL_MICROSOFT_ACCOUNT ? null : viewer.tenantId;
  if (viewer.support || tenantId === signedInTo) return true;
  const tenants = found.get(access) ?? tenantsOf(context);
  found.set(access, tenants);
  return (await tenants).has(tenantId);
}

async function tenantsOf({ access, services, loaders, viewer }: Context): Promise<ReadonlySet<string>> {
  const principal = await access.address();
  if (principal === null) return new Set();
  const { reader } = services.database;
  const roles = await reader.findBy(AccountUser, { principal, identity: viewer.identity });
  const accountIds = roles.map((role) => role.accountId);
  const accounts = await reader.findBy(Account, { id: In(accountIds) });
  const migrations = await reader.findBy(Migration, { accountId: In(accountIds) });
  const owned = migrations.filter(({ accountId, status }) =>
    roles.some((role) => role.accountId === accountId && isOwner(role, status)),
  );
  const tenants = await Promise.all(
    owned.map(async (migration) => {
      const problems = [migration.workEmailProblem, migration.mpnProblem];
      const refused = problems.map((problem) => (problem && "tenantId" in problem ? problem.tenantId : null));
      const mpnId = effectiveMpnId(
        accounts.find(({ id }) => id === migration.accountId)!,
        migration,
      );
      const membership = mpnId === null ? null : await loaders.membership.load(mpnId);
      return [migration.workEmailTenantId, ...refused, ...(membership?.tenantIds ?? [])];
    }),
  );
  return new Set(tenants.flat().filter((tenantId) => tenantId !== null));
}
