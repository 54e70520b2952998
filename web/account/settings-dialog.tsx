import { useState } from "react";
import { readFragment } from "../generated";
import { SettingsPartsFragmentDoc, UpdateSettingsDocument, type AccountPartsFragment } from "../generated/graphql";
import { useAnnounce } from "../parts/announce";
import { FormDialog } from "../parts/form-dialog";
import { TextField } from "../parts/text-field";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";
import { addressPlaces, asInput, draftOf, isGiven, orNull } from "./address";
import { AddressFields } from "./address-fields";

const contact = "sellerContact";
const places = [
  "displayName",
  ...["name", "email", "phone"].map((field) => `${contact}.${field}`),
  ...addressPlaces(`${contact}.address`),
];

/** Returns a draft of the current settings. */
function draftFrom(account: AccountPartsFragment) {
  const { version, sellerContact } = readFragment(SettingsPartsFragmentDoc, account.settings);
  const { name, email, phone, address } = sellerContact;
  return { version, displayName: account.displayName, name, email, phone: phone ?? "", address: draftOf(address) };
}

/** Asks for new settings and saves them in Partner Center. */
export function SettingsDialog({ account, onClose }: { account: AccountPartsFragment; onClose: () => void }) {
  const announce = useAnnounce();
  const [draft, setDraft] = useState(() => draftFrom(account));
  const submission = useSubmit(
    UpdateSettingsDocument,
    () => {
      announce(text("settings.saved"));
      onClose();
    },
    places,
  );
  const save = () =>
    void submission.submit((idempotencyKey) => ({
      accountId: account.id,
      displayName: draft.displayName,
      sellerContact: {
        name: draft.name,
        email: draft.email,
        phone: orNull(draft.phone),
        address: isGiven(draft.address) ? asInput(draft.address) : null,
      },
      ifVersion: draft.version,
      idempotencyKey,
    }));
  const field = (name: "displayName" | "name" | "email" | "phone", type: "text" | "email" | "tel" = "text") => (
    <TextField
      place={name === "displayName" ? name : `${contact}.${name}`}
      label={text(`settings.${name}`)}
      value={draft[name]}
      onChange={(value) => setDraft({ ...draft, [name]: value })}
      submission={submission}
      optional={name === "phone"}
      input={{ type }}
    />
  );
  return (
    <FormDialog
      title={text("settings.change")}
      action={text("dialog.save")}
      submission={submission}
      cures={{
        onLookAgain: () => {
          setDraft(draftFrom(account));
          submission.clear();
        },
      }}
      onSubmit={save}
      onClose={onClose}
    >
      {field("displayName")}
      {field("name")}
      {field("email", "email")}
      {field("phone", "tel")}
      <AddressFields
        place={`${contact}.address`}
        value={draft.address}
        onChange={(address) => setDraft({ ...draft, address })}
        submission={submission}
      />
    </FormDialog>
  );
}
