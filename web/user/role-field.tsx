import { Field, Select } from "@fluentui/react-components";
import type { PartnerCenterRole } from "../generated/graphql";
import { text } from "../text/text";

/** Every role in Partner Center. */
const roles: readonly PartnerCenterRole[] = [
  "OWNER",
  "MANAGER",
  "DEVELOPER",
  "BUSINESS_CONTRIBUTOR",
  "FINANCIAL_CONTRIBUTOR",
  "MARKETER",
];

/** Asks for a role in Partner Center and says what it becomes in CPP. */
export function RoleField({
  value,
  onChange,
}: {
  value: PartnerCenterRole;
  onChange: (role: PartnerCenterRole) => void;
}) {
  return (
    <Field label={text("users.role")} hint={text(`roleHint.${value}`)} required>
      <Select
        name="role"
        value={value}
        onChange={(_, { value: chosen }) => onChange(roles.find((role) => role === chosen) ?? value)}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {text(`role.${role}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
