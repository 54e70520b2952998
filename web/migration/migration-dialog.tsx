import { useEffect, useRef } from "react";
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Text,
  tokens,
} from "@fluentui/react-components";
import type { AccountPartsFragment, MigrationPartsFragment } from "../generated/graphql";
import { text } from "../text/text";
import { Answers } from "./answers";
import { Done } from "./done";
import { Failure } from "./failure";
import { Intro } from "./intro";
import { MoveActions } from "./move-actions";
import { StepList } from "./step-list";
import { Waiting } from "./waiting";

interface Shown {
  account: AccountPartsFragment;
  migration: MigrationPartsFragment;
}

/** The dialog that walks an owner through the move, from the first question to the end. */
export function MigrationDialog({ open, account, migration, onClose }: Shown & { open: boolean; onClose: () => void }) {
  const styles = useStyles();
  return (
    <Dialog open={open} onOpenChange={(_, { open: wanted }) => wanted || onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody className={styles.body}>
          <DialogTitle className={styles.title}>{text("move.dialog", { account: account.displayName })}</DialogTitle>
          <DialogContent className={styles.content}>
            <Stage account={account} migration={migration} />
          </DialogContent>
          <DialogActions fluid className={styles.actions}>
            {migration.status !== "COMPLETED" && <MoveActions migration={migration} />}
            <Button onClick={onClose}>{text("dialog.close")}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

/** Shows the current stage of the move, and takes the focus when the status changes. */
function Stage({ account, migration }: Shown) {
  const styles = useStyles();
  const stage = useRef<HTMLDivElement>(null);
  const { status } = migration;
  const seen = useRef(status);
  useEffect(() => {
    if (seen.current === status) return;
    seen.current = status;
    stage.current?.focus();
  }, [status]);
  return (
    <div ref={stage} tabIndex={-1} className={styles.stage} aria-label={text(`status.${status}`)} role="group">
      <StageBody account={account} migration={migration} />
    </div>
  );
}

function StageBody({ account, migration }: Shown) {
  switch (migration.status) {
    case "NOT_STARTED":
    case "CANCELED":
      return <Intro account={account} migration={migration} />;
    case "ACTION_REQUIRED":
      return <Answers account={account} migration={migration} />;
    case "VERIFYING":
    case "MIGRATING":
      return (
        <>
          <Waiting migration={migration} />
          <StepList steps={migration.steps} />
          <Text size={200}>{text("move.mayClose")}</Text>
        </>
      );
    case "FAILED":
      return (
        <>
          {migration.failure && <Failure failure={migration.failure} />}
          <StepList steps={migration.steps} />
        </>
      );
    case "COMPLETED":
      return <Done account={account} migration={migration} />;
  }
}

const useStyles = makeStyles({
  surface: {
    maxWidth: "680px",
    "@media (max-width: 639px)": {
      maxWidth: "100vw",
      minHeight: "100vh",
      borderRadius: 0,
      padding: tokens.spacingHorizontalL,
    },
  },
  body: { "@media (max-width: 639px)": { maxHeight: "calc(100vh - 32px)", minHeight: "calc(100vh - 32px)" } },
  title: { overflowWrap: "anywhere" },
  content: { paddingBlock: tokens.spacingVerticalS, overflowX: "hidden" },
  actions: {
    flexWrap: "wrap",
    justifyContent: "flex-end",
    alignItems: "start",
    "@media (max-width: 639px)": { flexDirection: "row" },
  },
  stage: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: tokens.spacingVerticalL, outlineStyle: "none" },
});
