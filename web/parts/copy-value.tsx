import { useState } from "react";
import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { CopyRegular } from "@fluentui/react-icons/svg/copy";
import { text } from "../text/text";
import { useAnnounce } from "./announce";

/** A value to quote, with a button that copies it. */
export function CopyValue({ label, value }: { label: string; value: string }) {
  const styles = useStyles();
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const action = text(copied ? "copy.copied" : "copy.copy");
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    announce(text("copy.done", { label }));
  };
  return (
    <div className={styles.line}>
      <Text size={200}>{label}</Text>
      <code className={styles.value}>{value}</code>
      <Button
        size="small"
        icon={<CopyRegular />}
        aria-label={text("copy.label", { action, label })}
        onClick={() => void copy()}
      >
        {action}
      </Button>
    </div>
  );
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
