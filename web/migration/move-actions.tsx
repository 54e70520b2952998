import { useState } from "react";
import { Button, makeStyles, tokens, useRestoreFocusTarget } from "@fluentui/react-components";
import { CancelMigrationDocument, RetryMigrationDocument, type MigrationPartsFragment } from "../generated/graphql";
import { useAnnounce } from "../parts/announce";
import { FormDialog } from "../parts/form-dialog";
import { Trouble } from "../parts/trouble";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";

interface Acting {
  migration: MigrationPartsFragment;
  /** Called when the button that was used is about to disappear. */
  onDone?: () => void;
}

/** The buttons that retry and cancel the move, while either is allowed. */
export function MoveActions(acting: Acting) {
  const { viewerActions } = acting.migration;
  const styles = useStyles();
  if (!viewerActions.includes("RETRY") && !viewerActions.includes("CANCEL")) return null;
  return (
    <div className={styles.actions}>
      {viewerActions.includes("RETRY") && <Retry {...acting} />}
      {viewerActions.includes("CANCEL") && <Cancel {...acting} />}
    </div>
  );
}

function Retry({ migration: { id, version }, onDone }: Acting) {
  const announce = useAnnounce();
  const { submit, busy, trouble } = useSubmit(RetryMigrationDocument, () => {
    announce(text("move.retried"));
    onDone?.();
  });
  const retry = () => void submit((idempotencyKey) => ({ migrationId: id, ifVersion: version, idempotencyKey }));
  return (
    <>
      <Button appearance="primary" disabledFocusable={busy} onClick={retry}>
        {busy ? text("dialog.busy") : text("move.retry")}
      </Button>
      <Trouble trouble={trouble} />
    </>
  );
}

function Cancel({ migration: { id, version }, onDone }: Acting) {
  const [asking, setAsking] = useState(false);
  const restoresFocus = useRestoreFocusTarget();
  const announce = useAnnounce();
  const submission = useSubmit(CancelMigrationDocument, () => {
    setAsking(false);
    announce(text("move.canceled"));
    onDone?.();
  });
  const cancel = () =>
    void submission.submit((idempotencyKey) => ({ migrationId: id, ifVersion: version, idempotencyKey }));
  return (
    <>
      <Button {...restoresFocus} onClick={() => setAsking(true)}>
        {text("move.cancel")}
      </Button>
      {asking && (
        <FormDialog
          title={text("move.cancelTitle")}
          action={text("move.cancelConfirm")}
          dismiss={text("move.keep")}
          submission={submission}
          onSubmit={cancel}
          onClose={() => setAsking(false)}
        >
          {text("move.cancelText")}
        </FormDialog>
      )}
    </>
  );
}

const useStyles = makeStyles({
  actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalM, alignItems: "start" },
});
