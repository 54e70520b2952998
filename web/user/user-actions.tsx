import { useState } from "react";
import { Button, useRestoreFocusTarget } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import type { UserPartsFragment } from "../generated/graphql";
import { text } from "../text/text";
import { ChangeRoleDialog } from "./change-role-dialog";
import { RemoveUserDialog } from "./remove-user-dialog";

/** What can be done about one user. */
export function UserActions(props: { user: UserPartsFragment; onChanged: () => void; onRemoved: () => void }) {
  const { user, onChanged, onRemoved } = props;
  const [asked, setAsked] = useState<"role" | "removal" | null>(null);
  const restoresFocus = useRestoreFocusTarget();
  const close = () => setAsked(null);
  const name = user.displayName;
  return (
    <>
      {user.access !== "NEEDS_WORK_ACCOUNT" && (
        <Button
          {...restoresFocus}
          appearance="subtle"
          icon={<EditRegular />}
          aria-label={text("users.changeRoleOf", { name })}
          title={text("users.changeRole")}
          onClick={() => setAsked("role")}
        />
      )}
      <Button
        {...restoresFocus}
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={text("users.removeOf", { name })}
        title={text("users.remove")}
        onClick={() => setAsked("removal")}
      />
      {asked === "role" && <ChangeRoleDialog user={user} onChanged={onChanged} onClose={close} />}
      {asked === "removal" && <RemoveUserDialog user={user} onRemoved={onRemoved} onClose={close} />}
    </>
  );
}
