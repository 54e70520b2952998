import { useState } from "react";
import { orNull } from "../account/address";
import { readFragment } from "../generated";
import { AddUserDocument, UserPartsFragmentDoc, type PartnerCenterRole } from "../generated/graphql";
import { useAnnounce } from "../parts/announce";
import { FormDialog } from "../parts/form-dialog";
import { TextField } from "../parts/text-field";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";
import { RoleField } from "./role-field";

/** Adds a user in Partner Center. */
export function AddUserDialog(props: { accountId: string; onAdded: () => void; onClose: () => void }) {
  const { accountId, onAdded, onClose } = props;
  const announce = useAnnounce();
  const [email, setEmail] = useState("");
  const [displayName, setDisplayName] = useState("");
  const [role, setRole] = useState<PartnerCenterRole>("DEVELOPER");
  const submission = useSubmit(
    AddUserDocument,
    ({ user }) => {
      announce(text("users.added", { name: readFragment(UserPartsFragmentDoc, user).displayName }));
      onClose();
      onAdded();
    },
    ["email", "displayName"],
  );
  const add = () =>
    void submission.submit((idempotencyKey) => ({
      accountId,
      email,
      displayName: orNull(displayName),
      role,
      idempotencyKey,
    }));
  return (
    <FormDialog
      title={text("users.addTitle")}
      action={text("users.add")}
      submission={submission}
      onSubmit={add}
      onClose={onClose}
    >
      <TextField
        place="email"
        label={text("users.email")}
        hint={text("users.emailHint")}
        value={email}
        onChange={setEmail}
        submission={submission}
        input={{ type: "email", autoComplete: "off", spellCheck: false }}
      />
      <TextField
        place="displayName"
        label={text("users.displayName")}
        value={displayName}
        onChange={setDisplayName}
        submission={submission}
        optional
        input={{ autoComplete: "off" }}
      />
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}
