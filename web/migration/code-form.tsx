import { useState } from "react";
import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import {
  ConfirmWorkEmailDocument,
  SubmitWorkEmailDocument,
  type MigrationPartsFragment,
  type RequirementPartsFragment,
} from "../generated/graphql";
import { Form } from "../parts/form";
import { TextField } from "../parts/text-field";
import { Trouble } from "../parts/trouble";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";

/** Asks for the mailed code, and can have another one mailed. */
export function CodeForm(props: {
  migration: MigrationPartsFragment;
  address: string;
  refusedBefore: RequirementPartsFragment["problem"];
  onConfirmed: () => void;
  onOther: () => void;
}) {
  const { migration, address, refusedBefore, onConfirmed, onOther } = props;
  const styles = useStyles();
  const [code, setCode] = useState("");
  const [renewed, setRenewed] = useState(false);
  const confirmation = useSubmit(ConfirmWorkEmailDocument, onConfirmed, ["code"]);
  const renewal = useSubmit(SubmitWorkEmailDocument, () => {
    setCode("");
    confirmation.clear();
    setRenewed(true);
  });
  const { id: migrationId, version: ifVersion } = migration;
  const confirm = () =>
    void confirmation.submit((idempotencyKey) => ({ migrationId, code: code.trim(), ifVersion, idempotencyKey }));
  const renew = () =>
    void renewal.submit((idempotencyKey) => ({ migrationId, workEmail: address, ifVersion, idempotencyKey }));
  return (
    <Form label={text("code.label")} submission={confirmation} cures={{ onNewCode: renew }} onSubmit={confirm}>
      <TextField
        place="code"
        label={text("code.label")}
        hint={text("code.hint", { address })}
        value={code}
        onChange={setCode}
        submission={confirmation}
        refusedBefore={code === "" ? refusedBefore?.message : undefined}
        input={{ inputMode: "numeric", autoComplete: "one-time-code", maxLength: 6, className: styles.code }}
      />
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabledFocusable={confirmation.busy}>
          {confirmation.busy ? text("dialog.busy") : text("code.confirm")}
        </Button>
        <Button disabledFocusable={renewal.busy} onClick={renew}>
          {text("code.renew")}
        </Button>
        <Button appearance="subtle" onClick={onOther}>
          {text("code.other")}
        </Button>
      </div>
      <Text role="status">{renewed && text("code.renewed", { address })}</Text>
      <Trouble trouble={renewal.trouble} />
    </Form>
  );
}

const useStyles = makeStyles({
  code: { maxWidth: "160px", fontFamily: tokens.fontFamilyMonospace, letterSpacing: "0.2em" },
  actions: { display: "flex", flexWrap: "wrap", gap: tokens.spacingHorizontalM },
});
