import type { Account } from "../../../entities/account";
import { digest, effectId } from "../../ids";
import type { Services } from "../../services";
import type { SellerRef, SellerSettings } from "../../upstream/upstream";
import { effectiveMpnId } from "../answers-rules";
import type { MigrationRows } from "../decision";
import type { StepRecord } from "./step";

/** Makes the seller account in Partner Center, with the settings that CPP had. */
export async function copySettings(services: Services, rows: MigrationRows): Promise<StepRecord> {
  const sellerId = await saveSettings(services, rows, rows.account, String(rows.migration.startedAt));
  return () => ({ account: { sellerId } });
}

/**
 * Saves settings under a key of their own, so that the same ones are saved once and changed ones again; `era` tells
 * a saving from a later one of the same settings, which were others in between.
 */
export async function saveSettings(
  { upstream }: Services,
  { account, migration }: MigrationRows,
  present: Pick<Account, "displayName" | "accountType" | "sellerContact">,
  era: string,
): Promise<string> {
  const settings: SellerSettings = {
    displayName: present.displayName,
    accountType: present.accountType,
    contact: present.sellerContact,
    mpnId: effectiveMpnId(account, migration)!,
  };
  const requestId = effectId("copy-settings", account.id, digest(JSON.stringify(settings)), era);
  const { sellerId } = await upstream.partnerCenter.saveSettings(sellerOf({ account, migration }), settings, {
    requestId,
  });
  return sellerId;
}

/** On whose behalf Partner Center is called: the work e-mail's tenant. */
export const sellerOf = ({ account, migration }: Pick<MigrationRows, "account" | "migration">): SellerRef => ({
  tenantId: migration.workEmailTenantId!,
  publisherId: account.publisherId,
});
