import { useState } from "react";
import type { MigrationPartsFragment, RequirementPartsFragment } from "../generated/graphql";
import { CodeForm } from "./code-form";
import { WorkEmailForm } from "./work-email-form";

/** Asks for a work e-mail or, once a code was mailed, for the code. */
export function WorkEmailAnswer(props: {
  migration: MigrationPartsFragment;
  requirement: RequirementPartsFragment;
  onAnswered: () => void;
}) {
  const { migration, requirement, onAnswered } = props;
  const [another, setAnother] = useState(false);
  const waitsForCode = requirement.reason === "CODE_SENT" && requirement.answer !== null;
  if (waitsForCode && !another)
    return (
      <CodeForm
        key={requirement.answer}
        migration={migration}
        address={requirement.answer!}
        refusedBefore={requirement.problem}
        onConfirmed={onAnswered}
        onOther={() => setAnother(true)}
      />
    );
  return (
    <WorkEmailForm
      migration={migration}
      requirement={requirement}
      onAnswered={() => {
        setAnother(false);
        onAnswered();
      }}
      {...(waitsForCode ? { onBack: () => setAnother(false) } : {})}
    />
  );
}
