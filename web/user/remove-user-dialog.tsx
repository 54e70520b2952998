import { Text } from "@fluentui/react-components";
import { RemoveUserDocument, type UserPartsFragment } from "../generated/graphql";
import { useAnnounce } from "../parts/announce";
import { FormDialog } from "../parts/form-dialog";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";

/** Asks for confirmation and removes a user in Partner Center. */
export function RemoveUserDialog(props: { user: UserPartsFragment; onRemoved: () => void; onClose: () => void }) {
  const { user, onRemoved, onClose } = props;
  const name = user.displayName;
  const announce = useAnnounce();
  const submission = useSubmit(RemoveUserDocument, () => {
    announce(text("users.removedNow", { name }));
    onClose();
    onRemoved();
  });
  const remove = () => void submission.submit((idempotencyKey) => ({ userId: user.id, idempotencyKey }));
  return (
    <FormDialog
      title={text("users.removeOf", { name })}
      action={text("users.remove")}
      submission={submission}
      onSubmit={remove}
      onClose={onClose}
    >
      <Text>{text("users.removeText", { name })}</Text>
    </FormDialog>
  );
}
