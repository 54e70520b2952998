import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { readFragment, type FragmentType } from "../generated";
import { RequirementPartsFragmentDoc } from "../generated/graphql";
import { text } from "../text/text";
import { StateIcon } from "./state-icon";

/** Lists what must hold before the account can move, and whether it does. */
export function RequirementList(props: { requirements: FragmentType<typeof RequirementPartsFragmentDoc>[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {readFragment(RequirementPartsFragmentDoc, props.requirements).map(({ kind, state, hint, answer }) => (
        <li key={kind} className={styles.line}>
          <StateIcon state={state} />
          <div>
            <Text weight="semibold">{text(`requirement.${kind}`)}</Text>
            <Text as="p" className={styles.hint}>
              {hint}
              {answer !== null && ` (${answer})`}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}

const useStyles = makeStyles({
  list: { display: "grid", gap: tokens.spacingVerticalM, listStyleType: "none", margin: 0, padding: 0 },
  line: { display: "flex", gap: tokens.spacingHorizontalM, overflowWrap: "anywhere" },
  hint: { display: "block", margin: 0, color: tokens.colorNeutralForeground2 },
});
