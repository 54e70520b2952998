import { Button, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { describeFault } from "../client/faults";
import { text } from "../text/text";
import { CopyValue } from "./copy-value";
import { passFocus } from "./pass-focus";

/** Shown instead of a part of the page that could not be loaded. */
export function ListFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const fault = describeFault(error);
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {text(`fault.${fault.kind}`)}
        {fault.correlationId !== null && <CopyValue label={text("fault.correlationId")} value={fault.correlationId} />}
      </MessageBarBody>
      <MessageBarActions>
        <Button ref={passFocus} onClick={onRetry}>
          {text("fault.retry")}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
