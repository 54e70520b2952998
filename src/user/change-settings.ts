import type { Account, ContactValue } from "../../entities/account";
import type { Refusal } from "../../entities/refusal";
import { parseAddress } from "../address";
import { badAddress, badText, postalAddress, type FieldFault, type GivenAddress } from "../fields";
import type { Context } from "../graphql/context";
import type { KeyedInput } from "../idempotency";
import { enqueue } from "../outbox/enqueue";
import { adoptAfterMs, changeAccount, type ChangeResult } from "./change-account";
import type { ManagedAccount } from "./managed-account";
import { recordSettings } from "./record-settings";
import { saveSettings, type Settings } from "./save-settings";

/** The settings to change; omitted ones stay. */
export interface NewSettings extends KeyedInput {
  displayName?: string | null;
  sellerContact?: { name: string; email: string; phone?: string | null; address?: GivenAddress | null } | null;
  ifVersion?: number | null;
}

/** The settings saved in Partner Center, and the version of the account's settings that they are based on. */
interface Saved {
  settings: Settings;
  version: number;
}

/** Changes the account settings in Partner Center. CPP's own are read-only by now. */
export function changeSettings(context: Context, accountId: string | null, input: NewSettings): Promise<ChangeResult> {
  const { services } = context;
  const { clock } = services;
  const { ifVersion } = input;
  const isStale = ({ settingsVersion }: Account) => ifVersion != null && ifVersion !== settingsVersion;
  const begun = clock.now();
  const save = async (seen: ManagedAccount, settings: Settings): Promise<Saved> => {
    await saveSettings(services, seen, settings, String(begun));
    return { settings, version: seen.account.settingsVersion };
  };
  return changeAccount<Saved>(context, {
    mutation: "updateAccountSettings",
    accountId,
    input,
    malformed: settingsFaults(input),
    user: null,
    reserve: ({ account }) => (isStale(account) ? conflict : null),
    // A stale request has already overwritten the winner's settings in Partner Center, so it restores them.
    call: (seen) => save(seen, isStale(seen.account) ? seen.account : wantedSettings(input, seen.account)),
    keepNewer: async ({ account }, seen, tx) => {
      if (account.settingsVersion === seen.account.settingsVersion) return;
      await enqueue(tx, account.id, { kind: "restore-settings@1", afterMs: adoptAfterMs }, clock.now());
    },
    record: async ({ account }, { settings, version }, actor, tx) => {
      if (account.settingsVersion !== version) return "again";
      if (isStale(account)) return conflict;
      const { displayName, sellerContact } = settings;
      await recordSettings(tx, account, { displayName, sellerContact }, actor.id, clock.now());
      return null;
    },
    putBack: (now) => save(now, now.account),
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
