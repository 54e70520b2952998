import { useState } from "react";
import { Button } from "@fluentui/react-components";
import { text } from "../text/text";
import { passFocus } from "./pass-focus";

/** A button that loads the next lines of a list. */
export function MoreButton({ label, onMore }: { label: string; onMore: () => Promise<unknown> }) {
  const [busy, setBusy] = useState(false);
  const more = () => {
    setBusy(true);
    onMore()
      .catch(() => undefined) // The list itself shows the error.
      .finally(() => setBusy(false));
  };
  return (
    <div>
      <Button ref={passFocus} disabledFocusable={busy} onClick={more}>
        {busy ? text("loading.more") : label}
      </Button>
    </div>
  );
}
