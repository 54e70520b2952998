import type { ReactNode } from "react";
import { Button, Link, makeStyles, MessageBar, MessageBarBody, tokens } from "@fluentui/react-components";
import { cureOf, type Cure } from "../client/problem";
import { text } from "../text/text";
import { CopyValue } from "./copy-value";
import type { Trouble as Told } from "./use-submit";

/** What the form can do about some refusals. */
export interface Cures {
  onMpnId?: (mpnId: string) => void;
  onNewCode?: () => void;
  onLookAgain?: () => void;
}

/** Shows what was refused or went wrong, apart from what a field shows, and the cure if there is one to offer. */
export function Trouble({ trouble, cures = {} }: { trouble: Told; cures?: Cures }) {
  const { problem, fault, sentences } = trouble;
  const styles = useStyles();
  const cure = problem && offered(cureOf(problem), cures);
  if (sentences.length === 0 && fault === null && !cure) return null;
  return (
    <div role="alert" tabIndex={-1} data-trouble className={styles.alert}>
      <MessageBar intent={fault ? "error" : "warning"} layout="multiline" politeness="polite">
        <MessageBarBody className={styles.body}>
          {sentences.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
          {fault && <div>{text(`fault.${fault.kind}.act`)}</div>}
          {fault?.correlationId && <CopyValue label={text("fault.correlationId")} value={fault.correlationId} />}
          {cure}
        </MessageBarBody>
      </MessageBar>
    </div>
  );
}

function offered(cure: Cure, { onMpnId, onNewCode, onLookAgain }: Cures): ReactNode {
  switch (cure.kind) {
    case "mpn-id":
      return (
        onMpnId && <Button onClick={() => onMpnId(cure.mpnId)}>{text("cure.mpnId", { mpnId: cure.mpnId })}</Button>
      );
    case "new-code":
      return onNewCode && <Button onClick={onNewCode}>{text("cure.newCode")}</Button>;
    case "ask":
      return cure.owners
        .filter(({ email }) => email !== null)
        .map(({ id, displayName, email }) => (
          <div key={id}>
            <Link inline href={`mailto:${email}`}>
              {text("banner.write", { name: displayName })}
            </Link>
          </div>
        ));
    case "look-again":
      return onLookAgain && <Button onClick={onLookAgain}>{text("cure.lookAgain")}</Button>;
    case "try-again":
    case "none":
      return null;
  }
}

const useStyles = makeStyles({
  alert: { outlineStyle: "none" },
  body: { display: "grid", gap: tokens.spacingVerticalXS, paddingBottom: tokens.spacingVerticalMNudge },
});
