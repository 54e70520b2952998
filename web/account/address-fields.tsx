import { Field, makeStyles, Select, tokens } from "@fluentui/react-components";
import { TextField } from "../parts/text-field";
import type { Submission } from "../parts/use-submit";
import { countries } from "../text/countries";
import { text } from "../text/text";
import type { Address } from "./address";

/** Asks for a postal address; `place` is the path of the address in the input. */
export function AddressFields(props: {
  place: string;
  value: Address;
  onChange: (value: Address) => void;
  submission: Submission;
}) {
  const { place, value, onChange, submission } = props;
  const styles = useStyles();
  const countryIssue = submission.trouble.issues[`${place}.countryCode`];
  const field = (name: Exclude<keyof Address, "countryCode">, autoComplete: string, optional = false) => (
    <TextField
      place={`${place}.${name}`}
      label={text(`address.${name}`)}
      value={value[name]}
      onChange={(given) => onChange({ ...value, [name]: given })}
      submission={submission}
      optional={optional}
      input={{ autoComplete }}
    />
  );
  return (
    <>
      {field("line1", "address-line1")}
      {field("line2", "address-line2", true)}
      <div className={styles.row}>
        {field("postalCode", "postal-code", true)}
        {field("city", "address-level2")}
      </div>
      <div className={styles.row}>
        {field("region", "address-level1", true)}
        <Field
          label={text("address.country")}
          required
          {...(countryIssue === undefined ? {} : { validationState: "error", validationMessage: countryIssue })}
        >
          <Select
            name={`${place}.countryCode`}
            value={value.countryCode}
            onChange={(_, { value: countryCode }) => onChange({ ...value, countryCode })}
          >
            <option value="">{text("address.chooseCountry")}</option>
            {countries.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  );
}

const useStyles = makeStyles({
  row: {
    display: "grid",
    gap: tokens.spacingHorizontalM,
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 180px), 1fr))",
    alignItems: "start",
    // A list is otherwise as wide as its longest country.
    "& > *": { minWidth: 0 },
  },
});
