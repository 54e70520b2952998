import { AccountUser } from "../../../entities/account-user";
import { StepKind } from "../../../entities/words";
import { sellerOf } from "../../account/seller-rules";
import { takeOver } from "../../account/take-over";
import { parseAddress } from "../../address";
import type { Services } from "../../services";
import { noted } from "../advance-rules";
import { effectiveMpnId } from "../answers-rules";
import type { MigrationRows } from "../decision";
import { recheckAnswers } from "../recheck-rules";
import type { Run, StepRecord } from "./step";
import { starterIsOwner } from "./take-over-from-cpp";

/** Checks the answers upstream again before anything is moved: an owner, the MPN ID or a tenant may have changed. */
export async function verifyAnswers(services: Services, rows: MigrationRows, { cpp }: Run): Promise<StepRecord> {
  const { database, upstream, memberships, tenants, clock } = services;
  const { account, migration } = rows;
  starterIsOwner(rows, await database.reader.findBy(AccountUser, { accountId: account.id }), cpp);

  const mpnId = effectiveMpnId(cpp, migration);
  const membership = mpnId === null ? null : await memberships.ask(mpnId);
  const sellerTenantId = await tenantOfSeller(services, rows);
  for (const tenantId of [membership?.tenantId, sellerTenantId]) if (tenantId != null) await tenants.named(tenantId);
  const tenant = await upstream.graph.tenantByDomain(parseAddress(migration.workEmail!)!.domain, { fresh: true });

  return async (now, tx) => {
    await takeOver(tx, now.account, cpp, clock.now());
    const present = { ...now.account, mpnId: cpp.mpnId, sellerTenantId };
    const doubt = recheckAnswers({ ...now, account: present }, membership, tenant?.tenantId);
    if (doubt) return doubt;
    const steps = noted(now.migration.steps, StepKind.VERIFY_ANSWERS, { mpnId });
    // Recorded before the seller account is created, since the answer to that may be lost.
    const seller = { sellerTenantId: sellerTenantId ?? now.migration.workEmailTenantId };
    return { migration: { steps }, ...(sellerTenantId === null && { account: seller }) };
  };
}

/** The tenant of the seller account that exists in Partner Center; null when none exists, even if one was attempted. */
async function tenantOfSeller({ upstream }: Services, rows: MigrationRows): Promise<string | null> {
  const { sellerTenantId } = rows.account;
  if (sellerTenantId === null) return null;
  return (await upstream.partnerCenter.settings(sellerOf(rows))) && sellerTenantId;
}
