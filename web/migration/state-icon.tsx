import { makeStyles, Spinner, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import { CircleRegular } from "@fluentui/react-icons/svg/circle";
import { ClockRegular } from "@fluentui/react-icons/svg/clock";
import { ErrorCircleFilled } from "@fluentui/react-icons/svg/error-circle";
import type { RequirementState, StepState } from "../generated/graphql";
import { text } from "../text/text";

/** A state as an icon with a text label. */
export function StateIcon({ state }: { state: RequirementState | StepState }) {
  const styles = useStyles();
  const label = text(`state.${state}`);
  switch (state) {
    case "SATISFIED":
    case "DONE":
      return <CheckmarkCircleFilled fontSize={20} className={styles.done} title={label} />;
    case "FAILED":
      return <ErrorCircleFilled fontSize={20} className={styles.failed} title={label} />;
    case "VERIFYING":
      return <ClockRegular fontSize={20} className={styles.open} title={label} />;
    case "RUNNING":
      return <Spinner size="extra-tiny" aria-label={label} className={styles.still} />;
    case "DUE":
    case "PENDING":
      return <CircleRegular fontSize={20} className={styles.open} title={label} />;
  }
}

const useStyles = makeStyles({
  done: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  failed: { color: tokens.colorStatusDangerForeground1, flexShrink: 0 },
  open: { color: tokens.colorNeutralForeground3, flexShrink: 0 },
  still: { width: "20px", height: "20px", flexShrink: 0 },
});
