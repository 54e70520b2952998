import { sellerOf } from "../../account/seller-rules";
import { digest, effectId } from "../../ids";
import type { Services } from "../../services";
import type { SellerSettings } from "../../upstream/upstream";
import { effectiveMpnId } from "../answers-rules";
import type { MigrationRows } from "../decision";
import type { Run, StepRecord } from "./step";
import { takeOverFromCpp } from "./take-over-from-cpp";

/** Creates the seller account in Partner Center with CPP's settings. */
export async function copySettings(services: Services, seen: MigrationRows, { cpp }: Run): Promise<StepRecord> {
  const { rows } = await takeOverFromCpp(services, seen, cpp);
  const sellerId = await saveSettings(services, rows);
  return () => ({ account: { sellerId, sellerTenantId: sellerOf(rows).tenantId } });
}

/** Saves the account's settings under a key derived from them: equal settings are saved once, changed ones again. */
export async function saveSettings({ upstream }: Services, { account, migration }: MigrationRows): Promise<string> {
  const settings: SellerSettings = {
    displayName: account.displayName,
    accountType: account.accountType,
    contact: account.sellerContact,
    mpnId: effectiveMpnId(account, migration)!,
  };
  // The version distinguishes saving the same settings again after they were different in between.
  const era = `${migration.startedAt} ${account.settingsVersion}`;
  const requestId = effectId("copy-settings", account.id, digest(JSON.stringify(settings)), era);
  const seller = sellerOf({ account, migration });
  const { sellerId } = await upstream.partnerCenter.saveSettings(seller, settings, { requestId });
  return sellerId;
}
