import { useSyncExternalStore } from "react";
import { MessageBar, MessageBarBody } from "@fluentui/react-components";
import { text } from "../text/text";

/** Shows a warning while the browser is offline. */
export function Online() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status">
      {!online && (
        <MessageBar intent="warning" shape="square">
          <MessageBarBody>{text("offline")}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}
