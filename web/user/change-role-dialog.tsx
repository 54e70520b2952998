import { useState } from "react";
import { ChangeUserRoleDocument, type UserPartsFragment } from "../generated/graphql";
import { useAnnounce } from "../parts/announce";
import { FormDialog } from "../parts/form-dialog";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";
import { RoleField } from "./role-field";

/** Gives a user another role in Partner Center. */
export function ChangeRoleDialog(props: { user: UserPartsFragment; onChanged: () => void; onClose: () => void }) {
  const { user, onChanged, onClose } = props;
  const announce = useAnnounce();
  const [role, setRole] = useState(user.partnerCenterRole ?? "DEVELOPER");
  const submission = useSubmit(ChangeUserRoleDocument, () => {
    announce(text("users.changed", { name: user.displayName, role: text(`role.${role}`) }));
    onClose();
    onChanged();
  });
  const change = () => void submission.submit((idempotencyKey) => ({ userId: user.id, role, idempotencyKey }));
  return (
    <FormDialog
      title={text("users.changeRoleOf", { name: user.displayName })}
      action={text("dialog.save")}
      submission={submission}
      onSubmit={change}
      onClose={onClose}
    >
      <RoleField value={role} onChange={setRole} />
    </FormDialog>
  );
}
