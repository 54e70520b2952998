import { useState } from "react";
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import {
  SubmitWorkEmailDocument,
  type MigrationPartsFragment,
  type RequirementPartsFragment,
} from "../generated/graphql";
import { Form } from "../parts/form";
import { TextField } from "../parts/text-field";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";

/** Asks for a work e-mail; a likely one is filled in. */
export function WorkEmailForm(props: {
  migration: MigrationPartsFragment;
  requirement: RequirementPartsFragment;
  onAnswered: () => void;
  onBack?: () => void;
}) {
  const { migration, requirement, onAnswered, onBack } = props;
  const styles = useStyles();
  const [first] = useState(requirement.answer ?? requirement.suggestion ?? "");
  const [workEmail, setWorkEmail] = useState(first);
  const submission = useSubmit(SubmitWorkEmailDocument, onAnswered, ["workEmail"]);
  const submit = () =>
    void submission.submit((idempotencyKey) => ({
      migrationId: migration.id,
      workEmail,
      ifVersion: migration.version,
      idempotencyKey,
    }));
  return (
    <Form label={text("workEmail.label")} submission={submission} onSubmit={submit}>
      <TextField
        place="workEmail"
        label={text("workEmail.label")}
        hint={text("workEmail.hint", { tenant: requirement.tenant?.displayName ?? "none" })}
        value={workEmail}
        onChange={setWorkEmail}
        submission={submission}
        refusedBefore={workEmail === first ? requirement.problem?.message : undefined}
        input={{ type: "email", autoComplete: "email", spellCheck: false }}
      />
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={submission.busy}>
          {submission.busy ? text("dialog.busy") : text("workEmail.submit")}
        </Button>
        {onBack && <Button onClick={onBack}>{text("workEmail.back")}</Button>}
      </div>
    </Form>
  );
}

const useStyles = makeStyles({ actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalM } });
