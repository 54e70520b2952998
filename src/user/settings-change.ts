import type { Account, ContactValue } from "../../entities/account";
import type { Refusal } from "../../entities/refusal";
import { sellerOf } from "../account/seller-rules";
import { parseAddress } from "../address";
import { badAddress, badText, postalAddress, type FieldFault, type GivenAddress } from "../fields";
import type { Context } from "../graphql/context";
import type { KeyedInput } from "../idempotency";
import { digest, effectId } from "../ids";
import { effectiveMpnId } from "../migration/answers-rules";
import { changeAccount, type ChangeResult } from "./change-account";
import { recordSettings } from "./record-settings";

/** The settings to change; what is not given stays. */
export interface NewSettings extends KeyedInput {
  displayName?: string | null;
  sellerContact?: { name: string; email: string; phone?: string | null; address?: GivenAddress | null } | null;
  ifVersion?: number | null;
}

type Settings = Pick<Account, "displayName" | "sellerContact">;

/** Changes the account settings in Partner Center. CPP's own are read-only by now. */
export function changeSettings(context: Context, accountId: string | null, input: NewSettings): Promise<ChangeResult> {
  const { upstream, clock } = context.services;
  const { ifVersion } = input;
  const isStale = ({ settingsVersion }: Account) => ifVersion != null && ifVersion !== settingsVersion;
  const begun = clock.now();
  return changeAccount<{ settings: Settings; version: number }>(context, {
    mutation: "updateAccountSettings",
    accountId,
    input,
    malformed: settingsFaults(input),
    user: null,
    reserve: ({ account }) => (isStale(account) ? conflict : null),
    call: async (seen) => {
      const { account, migration } = seen;
      // Who comes too late has already written over the winner's settings in Partner Center, and puts them back.
      const settings: Settings = isStale(account) ? account : wantedSettings(input, account);
      const { displayName, sellerContact: contact } = settings;
      const wanted = {
        displayName,
        contact,
        accountType: account.accountType,
        mpnId: effectiveMpnId(account, migration)!,
      };
      const version = account.settingsVersion;
      const requestId = effectId(
        "save-settings",
        account.id,
        String(version),
        digest(JSON.stringify(wanted)),
        String(begun),
      );
      await upstream.partnerCenter.saveSettings(sellerOf(seen), wanted, { requestId });
      return { settings, version };
    },
    record: async ({ account }, { settings, version }, actor, tx) => {
      if (account.settingsVersion !== version) return "again";
      if (isStale(account)) return conflict;
      const { displayName, sellerContact } = settings;
      await recordSettings(tx, account, { displayName, sellerContact }, actor.id, clock.now());
      return null;
    },
  });
}

const conflict: Refusal = { __typename: "VersionConflict", path: ["input", "ifVersion"] };

const wantedSettings = ({ displayName, sellerContact: contact }: NewSettings, account: Account): Settings => ({
  displayName: displayName?.trim() ?? account.displayName,
  sellerContact: contact ? contactOf(contact) : account.sellerContact,
});

function settingsFaults({ displayName, sellerContact: contact }: NewSettings): FieldFault[] {
  const path = ["input", "sellerContact"];
  const ofName = displayName == null ? [] : badText(["input", "displayName"], displayName, 256);
  if (!contact) return ofName;
  return [
    ...ofName,
    ...badText([...path, "name"], contact.name, 256),
    ...(parseAddress(contact.email) ? [] : [{ path: [...path, "email"], message: "field.email" }]),
    ...(contact.phone == null ? [] : badText([...path, "phone"], contact.phone, 32)),
    ...(contact.address ? badAddress([...path, "address"], contact.address) : []),
  ];
}

const contactOf = ({ name, email, phone, address }: NonNullable<NewSettings["sellerContact"]>): ContactValue => ({
  name: name.trim(),
  email: parseAddress(email)!.address,
  phone: phone?.trim() ?? null,
  address: address ? postalAddress(address) : null,
});
