import { useId, type ReactNode } from "react";
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { text } from "../text/text";
import { Form } from "./form";
import type { Cures } from "./trouble";
import type { Submission } from "./use-submit";

/** A dialog with one form and its action. */
export function FormDialog(props: {
  title: string;
  action: string;
  /** The label of the closing button, where "Cancel" would be misleading. */
  dismiss?: string;
  submission: Submission;
  cures?: Cures;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, action, dismiss, submission, cures, onSubmit, onClose, children } = props;
  const styles = useStyles();
  const id = useId();
  return (
    <Dialog open onOpenChange={(_, { open }) => open || onClose()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles.content}>
            <Form id={id} submission={submission} {...(cures ? { cures } : {})} onSubmit={onSubmit}>
              {children}
            </Form>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{dismiss ?? text("dialog.cancel")}</Button>
            <Button appearance="primary" type="submit" form={id} disabledFocusable={submission.busy}>
              {submission.busy ? text("dialog.busy") : action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

const useStyles = makeStyles({
  surface: { "@media (max-width: 479px)": { padding: tokens.spacingHorizontalL } },
  content: { paddingBlock: `${tokens.spacingVerticalXS} ${tokens.spacingVerticalM}`, overflowX: "hidden" },
});
