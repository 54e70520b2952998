import { isDeepStrictEqual } from "node:util";
import { etagOf } from "../http/etag";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import type { Answer } from "../state/answers";
import type { SellerAccount } from "../state/seller-accounts";
import type { Caller } from "./caller";
import { settingsBody } from "./profile-bodies";

/** Returns the seller account that a call is about; refuses another partner's. */
export function findSellerAccount({ state }: Simulation, { publisherId, tenantId }: Caller): SellerAccount {
  if (publisherId === undefined) throw new Refusal(400, 2000, "X-PublisherId is missing");
  const account = state.sellerAccounts.find(publisherId);
  if (!account) throw new Refusal(404, 3404, `There is no seller account for ${publisherId}.`);
  return checkOwn(account, tenantId);
}

/** Creates or changes the seller account of a publisher. */
export function saveSellerAccount({ state }: Simulation, caller: Caller, publisherId: string, body: unknown): Answer {
  const { tenantId, requestId } = caller;
  const settings = readInput(settingsBody, body, 2000);
  const found = state.sellerAccounts.find(publisherId);
  const earlier = found && checkOwn(found, tenantId);
  if (earlier && isDeepStrictEqual(earlier.settings, settings)) {
    return { status: 200, body: describeSellerAccount(earlier) };
  }
  const blank = { publisherId, sellerId: state.sellerAccounts.freeSellerId(), tenantId, version: 0 };
  const account = state.sellerAccounts.save({ ...(earlier ?? blank), settings });
  const effect = "settings-saved";
  state.effects.record({ system: "partner-center", effect, publisherId, tenantId, subject: publisherId, requestId });
  return { status: 200, body: describeSellerAccount(account) };
}

/** A seller account as Partner Center shows it. */
export function describeSellerAccount({ settings, sellerId, publisherId, version }: SellerAccount): object {
  return { ...settings, sellerId, publisherId, etag: etagOf(`seller ${publisherId}`, version) };
}

function checkOwn(account: SellerAccount, tenantId: string): SellerAccount {
  if (account.tenantId !== tenantId) throw new Refusal(403, 3403, "The seller account is another partner's.");
  return account;
}
