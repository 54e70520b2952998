import { Checkbox, Field, Link } from "@fluentui/react-components";
import { text } from "../text/text";

/** Asks the person to accept the current version of the partner agreement. */
export function AgreementField(props: {
  version: string;
  url: string;
  accepted: boolean;
  onChange: (accepted: boolean) => void;
  issue: string | undefined;
}) {
  const { version, url, accepted, onChange, issue } = props;
  return (
    <>
      <Link href={url} target="_blank" rel="noreferrer">
        {text("agreement.read", { version })}
      </Link>
      <Field {...(issue === undefined ? {} : { validationState: "error", validationMessage: issue })}>
        <Checkbox
          required
          checked={accepted}
          onChange={(_, { checked }) => onChange(checked === true)}
          label={text("agreement.accept", { version })}
        />
      </Field>
    </>
  );
}
