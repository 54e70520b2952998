import { useState } from "react";
import { Button } from "@fluentui/react-components";
import { EnrollInMpnDocument, type MigrationPartsFragment, type RequirementPartsFragment } from "../generated/graphql";
import { Form } from "../parts/form";
import { TextField } from "../parts/text-field";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";

/** Asks for the MPN ID of an existing membership. */
export function MpnIdForm(props: {
  migration: MigrationPartsFragment;
  requirement: RequirementPartsFragment;
  mpnId: string;
  onMpnId: (mpnId: string) => void;
  onAnswered: () => void;
}) {
  const { migration, requirement, mpnId, onMpnId, onAnswered } = props;
  const [first] = useState(mpnId);
  const submission = useSubmit(EnrollInMpnDocument, onAnswered, ["by.existingMpnId"]);
  const submit = () =>
    void submission.submit((idempotencyKey) => ({
      migrationId: migration.id,
      by: { existingMpnId: mpnId },
      ifVersion: migration.version,
      idempotencyKey,
    }));
  return (
    <Form label={text("mpn.id")} submission={submission} onSubmit={submit}>
      <TextField
        place="by.existingMpnId"
        label={text("mpn.id")}
        hint={text("mpn.id.hint")}
        value={mpnId}
        onChange={onMpnId}
        submission={submission}
        refusedBefore={mpnId === first ? requirement.problem?.message : undefined}
        input={{ inputMode: "numeric", autoComplete: "off" }}
      />
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={submission.busy}>
          {submission.busy ? text("dialog.busy") : text("mpn.submit")}
        </Button>
      </div>
    </Form>
  );
}
