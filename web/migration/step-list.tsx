import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import { readFragment, type FragmentType } from "../generated";
import { StepPartsFragmentDoc } from "../generated/graphql";
import { instantText, text } from "../text/text";
import { StateIcon } from "./state-icon";

/** The four steps of a move, with their states. */
export function StepList(props: { steps: FragmentType<typeof StepPartsFragmentDoc>[] }) {
  const styles = useStyles();
  const steps = readFragment(StepPartsFragmentDoc, props.steps);
  const done = steps.filter(({ state }) => state === "DONE").length;
  return (
    <div>
      <Text role="status" size={200} className={styles.quiet}>
        {text("steps.done", { done, count: steps.length })}
      </Text>
      <ol className={styles.list} aria-label={text("steps.label")}>
        {steps.map(({ kind, state, finishedAt }) => (
          <li key={kind} className={styles.step} aria-current={state === "RUNNING" ? "step" : undefined}>
            <StateIcon state={state} />
            <span className={styles.told}>
              <Text weight={state === "RUNNING" ? "semibold" : "regular"}>{text(`step.${kind}`)}</Text>
              <Text size={200} className={mergeClasses(styles.quiet, styles.when)}>
                {finishedAt === null ? text(`state.${state}`) : instantText(finishedAt)}
              </Text>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: "none", padding: 0, margin: `${tokens.spacingVerticalS} 0 0` },
  step: {
    display: "flex",
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  told: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    flexGrow: 1,
    columnGap: tokens.spacingHorizontalM,
  },
  when: { whiteSpace: "nowrap" },
});
