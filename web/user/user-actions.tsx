import { Button, useRestoreFocusTarget } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons/svg/delete";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import type { UserPartsFragment } from "../generated/graphql";
import { text } from "../text/text";

/** An action on a user. */
export type UserAction = "changeRole" | "remove";

/** The buttons for the actions on one user. */
export function UserActions({ user, onAsk }: { user: UserPartsFragment; onAsk: (action: UserAction) => void }) {
  const restoresFocus = useRestoreFocusTarget();
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
          onClick={() => onAsk("changeRole")}
        />
      )}
      <Button
        {...restoresFocus}
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={text("users.removeOf", { name })}
        title={text("users.remove")}
        onClick={() => onAsk("remove")}
      />
    </>
  );
}
