import { In } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { Migration } from "../../entities/migration";
import type { Context } from "../graphql/context";
import { effectiveMpnId } from "../migration/answers-rules";
import { isOwner } from "../user/user-rules";

/** Whether the tenant may be told to the viewer: their own, or one that an account of theirs has to do with. */
export async function mayNameTenant(context: Context, tenantId: string): Promise<boolean> {
  const { viewer, access, services, loaders } = context;
  if (viewer.support || (viewer.tenantId === tenantId && !viewer.guest)) return true;
  const principal = await access.address();
  if (principal === null) return false;
  const { reader } = services.database;
  const roles = await reader.findBy(AccountUser, { principal });
  const accountIds = roles.map((role) => role.accountId);
  const accounts = await reader.findBy(Account, { id: In(accountIds) });
  const migrations = await reader.findBy(Migration, { accountId: In(accountIds) });
  const owned = migrations.filter(({ accountId, status }) =>
    roles.some((role) => role.accountId === accountId && isOwner(role, status)),
  );
  const named = await Promise.all(
    owned.map(async (migration) => {
      if (migration.workEmailTenantId === tenantId) return true;
      const problems = [migration.workEmailProblem, migration.mpnProblem];
      if (problems.some((problem) => problem && "tenantId" in problem && problem.tenantId === tenantId)) return true;
      const mpnId = effectiveMpnId(
        accounts.find(({ id }) => id === migration.accountId)!,
        migration,
      );
      const membership = mpnId === null ? null : await loaders.membership.load(mpnId);
      return membership?.tenantIds.includes(tenantId) ?? false;
    }),
  );
  return named.some(Boolean);
}
