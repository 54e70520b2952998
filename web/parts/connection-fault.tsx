import { Button } from "@fluentui/react-components";
import { text } from "../text/text";
import { Page } from "./page";

/** In the page's place: what it stands on cannot be had. */
export function ConnectionFault({ message, onRetry }: { message?: string; onRetry?: () => void }) {
  return (
    <Page title={text("fault.title")} lead={message ?? text("fault.unreachable")} narrow>
      {onRetry && (
        <div>
          <Button appearance="primary" onClick={onRetry}>
            {text("fault.retry")}
          </Button>
        </div>
      )}
    </Page>
  );
}
