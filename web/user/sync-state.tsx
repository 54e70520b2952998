import { Badge, Text, type BadgeProps } from "@fluentui/react-components";
import type { SyncState as State, UserPartsFragment } from "../generated/graphql";
import { instantText, text } from "../text/text";

const looks: Record<State, NonNullable<BadgeProps["color"]>> = {
  PENDING: "brand",
  SYNCED: "success",
  FAILED: "danger",
};

/** Whether the user's last change has reached CPP. */
export function SyncState({ sync }: { sync: UserPartsFragment["sync"] }) {
  if (!sync) return <Text size={200}>{text("sync.none")}</Text>;
  const { state, syncedAt } = sync;
  const title = state === "SYNCED" && syncedAt !== null ? instantText(syncedAt) : undefined;
  return (
    <Badge appearance="tint" color={looks[state]} title={title}>
      {text(`sync.${state}`)}
    </Badge>
  );
}
