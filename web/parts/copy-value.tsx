import { useRef, useState } from "react";
import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { text } from "../text/text";
import { useAnnounce } from "./announce";

/** A value to quote, with a button that copies it, or selects it where the browser allows no more. */
export function CopyValue({ label, value }: { label: string; value: string }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<"done" | "selected" | null>(null);
  const shown = useRef<HTMLElement>(null);
  const action = text(outcome === "done" ? "copy.copied" : "copy.copy");
  const copy = async () => {
    const copied = await toClipboard(value);
    if (!copied && shown.current) getSelection()?.selectAllChildren(shown.current);
    const next = copied ? "done" : "selected";
    setOutcome(next);
    announce(text(`copy.${next}`, { label }));
  };
  return (
    <div className={styles.line}>
      <Text size={200}>{label}</Text>
      <code ref={shown} className={styles.value}>
        {value}
      </code>
      <Button
        size="small"
        icon={<CopyRegular />}
        aria-label={text("copy.label", { action, label })}
        onClick={() => void copy()}
      >
        {action}
      </Button>
      {outcome === "selected" && <Text size={200}>{text("copy.selected", { label })}</Text>}
    </div>
  );
}

/** Whether the browser has copied it: it may refuse, and over plain HTTP it has no clipboard. */
async function toClipboard(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return false;
  }
}

const useStyles = makeStyles({
  line: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
  },
  value: { overflowWrap: "anywhere", fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});
