import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { readFragment } from "../generated";
import {
  MembershipPartsFragmentDoc,
  RequirementPartsFragmentDoc,
  type MigrationPartsFragment,
  type VettingStep,
} from "../generated/graphql";
import { text } from "../text/text";
import { StateIcon } from "./state-icon";

const order: readonly VettingStep[] = [
  "EMAIL_OWNERSHIP",
  "EMPLOYMENT_VERIFICATION",
  "BUSINESS_VERIFICATION",
  "DECISION",
];

/** Whether an application is being vetted. */
export const isBeingVetted = ({ requirements }: MigrationPartsFragment): boolean =>
  readFragment(RequirementPartsFragmentDoc, requirements).some(({ reason }) => reason === "MPN_BEING_VETTED");

/** Shows what the move is waiting for: the check of the answers, the copying, or the vetting and its progress. */
export function Waiting({ migration }: { migration: MigrationPartsFragment }) {
  const styles = useStyles();
  const membership = readFragment(MembershipPartsFragmentDoc, migration.account.mpn);
  if (!isBeingVetted(migration))
    return <Text>{text(migration.status === "VERIFYING" ? "waiting.check" : "waiting.move")}</Text>;
  const at = membership?.vettingStep ? order.indexOf(membership.vettingStep) : 0;
  return (
    <div className={styles.waiting}>
      <Text>{text("waiting.vetting")}</Text>
      <ol className={styles.list} aria-label={text("waiting.vettingSteps")}>
        {order.map((step, index) => (
          <li key={step} className={styles.step} aria-current={index === at ? "step" : undefined}>
            <StateIcon state={index < at ? "DONE" : index === at ? "RUNNING" : "PENDING"} />
            <Text weight={index === at ? "semibold" : "regular"}>{text(`vetting.${step}`)}</Text>
          </li>
        ))}
      </ol>
    </div>
  );
}

const useStyles = makeStyles({
  waiting: { display: "grid", gap: tokens.spacingVerticalS },
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: tokens.spacingVerticalS },
  step: { display: "flex", gap: tokens.spacingHorizontalM, alignItems: "center" },
});
