import { Button, Text } from "@fluentui/react-components";
import { StartMigrationDocument, type AccountPartsFragment, type MigrationPartsFragment } from "../generated/graphql";
import { Form } from "../parts/form";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";
import { RequirementList } from "./requirement-list";

/** Before the move: its requirements, and the button that starts it. */
export function Intro({ account, migration }: { account: AccountPartsFragment; migration: MigrationPartsFragment }) {
  const submission = useSubmit(StartMigrationDocument, () => undefined);
  const start = () => void submission.submit((idempotencyKey) => ({ accountId: account.id, idempotencyKey }));
  return (
    <Form label={text("intro.label")} submission={submission} onSubmit={start}>
      <Text>{text("intro.what")}</Text>
      <RequirementList requirements={migration.requirements} />
      <Text>{text("intro.then")}</Text>
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={submission.busy}>
          {submission.busy ? text("dialog.busy") : text("intro.start")}
        </Button>
      </div>
    </Form>
  );
}
