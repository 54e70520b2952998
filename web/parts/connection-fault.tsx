import { Button } from "@fluentui/react-components";
import { text } from "../text/text";
import { useLeave } from "./arrival";
import { Page } from "./page";

/** Shown instead of the page when it cannot reach what it depends on. */
export function ConnectionFault({ message, onRetry }: { message?: string; onRetry?: () => void }) {
  const leave = useLeave();
  const retry = () => {
    leave();
    onRetry?.();
  };
  return (
    <Page title={text("fault.title")} lead={message ?? text("fault.unreachable")} narrow>
      {onRetry && (
        <div>
          <Button appearance="primary" onClick={retry}>
            {text("fault.retry")}
          </Button>
        </div>
      )}
    </Page>
  );
}
