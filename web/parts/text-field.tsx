import { Field, Input, type InputProps } from "@fluentui/react-components";
import type { Submission } from "./use-submit";

/** A line of text to be given, with what was refused of it. */
export function TextField(props: {
  /** The field's place in the input. */
  place: string;
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  submission: Submission;
  optional?: boolean;
  /** What was refused of this value before, shown until it is given again. */
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
      <Input {...input} name={place} value={value} onChange={(_, { value: given }) => onChange(given)} />
    </Field>
  );
}
