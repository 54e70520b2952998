import { Field, Input, type InputProps } from "@fluentui/react-components";
import type { Submission } from "./use-submit";

/** A text field, with what was refused about its value. */
export function TextField(props: {
  /** The path of the field in the input. */
  place: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  submission: Submission;
  optional?: boolean;
  /** An earlier refusal of this value, shown until a newer one replaces it. */
  refusedBefore?: string | undefined;
  input?: Partial<InputProps>;
}) {
  const { place, label, hint, value, onChange, submission, optional = false, refusedBefore, input } = props;
  const issue = submission.trouble.issues[place] ?? refusedBefore;
  return (
    <Field
      label={label}
      required={!optional}
      {...(hint === undefined ? {} : { hint })}
      {...(issue === undefined ? {} : { validationState: "error", validationMessage: issue })}
    >
      <Input dir="auto" {...input} name={place} value={value} onChange={(_, { value: given }) => onChange(given)} />
    </Field>
  );
}
