import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { describeFault } from "../client/faults";
import { useSession } from "../session/session";
import { text } from "../text/text";
import { useLeave } from "./arrival";
import { CopyValue } from "./copy-value";
import { Page } from "./page";

/** Shown instead of a page that could not be loaded, with what the person can do. */
export function PageFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const styles = useStyles();
  const leave = useLeave();
  const { signOut } = useSession();
  const fault = describeFault(error);
  const retry = () => {
    leave();
    onRetry();
  };
  return (
    <Page title={text("fault.title")} lead={text(`fault.${fault.kind}`)} narrow>
      {fault.correlationId !== null && <CopyValue label={text("fault.correlationId")} value={fault.correlationId} />}
      <div className={styles.actions}>
        <Button appearance="primary" onClick={retry}>
          {text("fault.retry")}
        </Button>
        {fault.kind === "signed-out" && signOut && (
          <Button onClick={() => signOut()}>{text("fault.signInAgain")}</Button>
        )}
      </div>
    </Page>
  );
}

const useStyles = makeStyles({ actions: { display: "flex", gap: tokens.spacingHorizontalM } });
