import { Badge, type BadgeProps } from "@fluentui/react-components";
import type { MigrationStatus } from "../generated/graphql";
import { text } from "../text/text";

const looks: Record<MigrationStatus, NonNullable<BadgeProps["color"]>> = {
  NOT_STARTED: "informative",
  ACTION_REQUIRED: "warning",
  VERIFYING: "brand",
  MIGRATING: "brand",
  COMPLETED: "success",
  FAILED: "danger",
  CANCELED: "informative",
};

/** The status of an account's migration, as a badge. */
export function StatusBadge({ status }: { status: MigrationStatus }) {
  return (
    <Badge appearance="tint" color={looks[status]}>
      {text(`status.${status}`)}
    </Badge>
  );
}
