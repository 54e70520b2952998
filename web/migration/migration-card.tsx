import { useRef } from "react";
import { Text } from "@fluentui/react-components";
import type { MigrationPartsFragment } from "../generated/graphql";
import { Card } from "../parts/card";
import { instantText, text } from "../text/text";
import { Failure } from "./failure";
import { MoveActions } from "./move-actions";
import { RequirementList } from "./requirement-list";
import { StatusBadge } from "./status-badge";
import { StepList } from "./step-list";
import { Waiting } from "./waiting";

/** Shows the state of the account's move. */
export function MigrationCard({ migration }: { migration: MigrationPartsFragment }) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Card title={text("move.title")} heading={heading} actions={<StatusBadge status={migration.status} />}>
      <Standing migration={migration} />
      <MoveActions migration={migration} onDone={() => heading.current?.focus()} />
    </Card>
  );
}

function Standing({ migration }: { migration: MigrationPartsFragment }) {
  const { status, steps, requirements, failure, completedAt, startedBy } = migration;
  switch (status) {
    case "NOT_STARTED":
    case "CANCELED":
      return (
        <>
          <Text>{text(`move.${status}`)}</Text>
          <RequirementList requirements={requirements} />
        </>
      );
    case "ACTION_REQUIRED":
      return <RequirementList requirements={requirements} />;
    case "VERIFYING":
    case "MIGRATING":
      return (
        <>
          <Waiting migration={migration} />
          <StepList steps={steps} />
        </>
      );
    case "FAILED":
      return (
        <>
          {failure && <Failure failure={failure} />}
          <StepList steps={steps} />
        </>
      );
    case "COMPLETED":
      return (
        <>
          <Text>
            {text("move.completed", {
              at: completedAt === null ? "" : instantText(completedAt),
              name: startedBy?.displayName ?? "",
            })}
          </Text>
          <StepList steps={steps} />
        </>
      );
  }
}
