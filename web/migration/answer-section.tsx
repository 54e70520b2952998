import { useId, type ReactNode, type Ref } from "react";
import { Button, makeStyles, mergeClasses, Subtitle2, Text, tokens } from "@fluentui/react-components";
import type { RequirementPartsFragment } from "../generated/graphql";
import { text } from "../text/text";
import { StateIcon } from "./state-icon";

/** One requirement: open with its form, or closed with its answer. */
export function AnswerSection(props: {
  ref: Ref<HTMLElement>;
  place: { number: number; count: number };
  requirement: RequirementPartsFragment;
  open: boolean;
  changeable: boolean;
  onOpen: () => void;
  children: ReactNode;
}) {
  const { ref, place, requirement, open, changeable, onOpen, children } = props;
  const { kind, state, hint, answer } = requirement;
  const styles = useStyles();
  const id = useId();
  const name = text(`requirement.${kind}`);
  const action = text(state === "DUE" ? "answers.give" : "answers.change");
  return (
    <section ref={ref} tabIndex={-1} aria-labelledby={id} className={mergeClasses(styles.section, open && styles.open)}>
      <div className={styles.head}>
        <StateIcon state={state} />
        <div className={styles.told}>
          <Text size={200} className={styles.quiet}>
            {text("answers.place", { ...place })}
          </Text>
          <Subtitle2 as="h3" id={id} className={styles.name}>
            {name}
          </Subtitle2>
          <Text className={styles.hint}>{!open && answer !== null ? answer : hint}</Text>
        </div>
        {!open && changeable && (
          <Button size="small" onClick={onOpen} aria-label={text("answers.changeLabel", { action, name })}>
            {action}
          </Button>
        )}
      </div>
      {open && children}
    </section>
  );
}

const useStyles = makeStyles({
  section: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    outlineStyle: "none",
  },
  open: {
    borderLeft: `4px solid ${tokens.colorBrandStroke1}`,
    paddingLeft: `calc(${tokens.spacingHorizontalL} - 3px)`,
  },
  head: { display: "flex", gap: tokens.spacingHorizontalM, alignItems: "start" },
  told: { display: "grid", flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  name: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  hint: { color: tokens.colorNeutralForeground2 },
});
