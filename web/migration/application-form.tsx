import { useState } from "react";
import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useQuery } from "@apollo/client/react";
import { addressPlaces, asInput, orNull } from "../account/address";
import { AddressFields } from "../account/address-fields";
import { readFragment } from "../generated";
import {
  AgreementDocument,
  EnrollInMpnDocument,
  SettingsPartsFragmentDoc,
  type AccountPartsFragment,
  type MigrationPartsFragment,
} from "../generated/graphql";
import { Form } from "../parts/form";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { TextField } from "../parts/text-field";
import { useSubmit } from "../parts/use-submit";
import { text } from "../text/text";
import { AgreementField } from "./agreement-field";
import { draftFrom, type ApplicationDraft } from "./application-draft";

const at = "by.application";
const contact = `${at}.primaryContact`;
const agreementPlace = `${at}.acceptedAgreementVersion`;
const places = [
  `${at}.legalName`,
  ...addressPlaces(`${at}.address`),
  ...["firstName", "lastName", "email", "phone"].map((field) => `${contact}.${field}`),
  agreementPlace,
];

/** The application for membership: the legal business profile that Microsoft vets. */
export function ApplicationForm(props: {
  account: AccountPartsFragment;
  migration: MigrationPartsFragment;
  onAnswered: () => void;
  onMpnId: (mpnId: string) => void;
}) {
  const { account, migration, onAnswered, onMpnId } = props;
  const styles = useStyles();
  const { data, error, refetch } = useQuery(AgreementDocument, { fetchPolicy: "network-only" });
  const settings = readFragment(SettingsPartsFragmentDoc, account.settings);
  const [draft, setDraft] = useState(() => draftFrom(settings.sellerContact));
  const submission = useSubmit(EnrollInMpnDocument, onAnswered, places);
  if (error) return <ListFault error={error} onRetry={() => void refetch()} />;
  if (!data) return <LinesLoading what={text("loading.agreement")} />;
  const { version, url } = data.mpnAgreement;

  const apply = () => {
    if (!draft.accepted) return submission.complain({ [agreementPlace]: text("agreement.missing") });
    const { legalName, address, firstName, lastName, email, phone } = draft;
    void submission.submit((idempotencyKey) => ({
      migrationId: migration.id,
      by: {
        application: {
          legalName,
          address: asInput(address),
          primaryContact: { firstName, lastName, email, phone: orNull(phone) },
          acceptedAgreementVersion: version,
        },
      },
      ifVersion: migration.version,
      idempotencyKey,
    }));
  };
  const change = (changed: Partial<ApplicationDraft>) => setDraft({ ...draft, ...changed });
  const field = (name: "firstName" | "lastName" | "email" | "phone", type: "text" | "email" | "tel" = "text") => (
    <TextField
      place={`${contact}.${name}`}
      label={text(`application.${name}`)}
      value={draft[name]}
      onChange={(value) => change({ [name]: value })}
      submission={submission}
      optional={name === "phone"}
      input={{ type }}
    />
  );
  return (
    <Form label={text("application.label")} submission={submission} cures={{ onMpnId }} onSubmit={apply}>
      <Text>{text("application.lead")}</Text>
      <TextField
        place={`${at}.legalName`}
        label={text("application.legalName")}
        hint={text("application.legalNameHint")}
        value={draft.legalName}
        onChange={(legalName) => change({ legalName })}
        submission={submission}
        input={{ autoComplete: "organization" }}
      />
      <AddressFields
        place={`${at}.address`}
        value={draft.address}
        onChange={(address) => change({ address })}
        submission={submission}
      />
      <div className={styles.row}>
        {field("firstName")}
        {field("lastName")}
      </div>
      {field("email", "email")}
      {field("phone", "tel")}
      <AgreementField
        version={version}
        url={url}
        accepted={draft.accepted}
        onChange={(accepted) => change({ accepted })}
        issue={submission.trouble.issues[agreementPlace]}
      />
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={submission.busy}>
          {submission.busy ? text("dialog.busy") : text("application.submit")}
        </Button>
      </div>
    </Form>
  );
}

const useStyles = makeStyles({
  row: {
    display: "grid",
    gap: tokens.spacingHorizontalM,
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 180px), 1fr))",
    alignItems: "start",
  },
});
