import { makeStyles, Text, ToggleButton, tokens } from "@fluentui/react-components";
import { useQuery } from "@apollo/client/react";
import { ProgramDocument, type MigrationStatus } from "../generated/graphql";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { text } from "../text/text";

/** The number of accounts in each status; choosing a status filters by it. */
export function StatusCounts(props: {
  chosen: MigrationStatus | null;
  onChoose: (status: MigrationStatus | null) => void;
}) {
  const { chosen, onChoose } = props;
  const styles = useStyles();
  const { data, error, refetch } = useQuery(ProgramDocument, { fetchPolicy: "cache-and-network" });
  if (error) return <ListFault error={error} onRetry={() => void refetch()} />;
  if (!data?.program) return <LinesLoading what={text("loading.program")} lines={2} />;
  return (
    <div role="group" aria-label={text("program.byStatus")} className={styles.counts}>
      {data.program.statusCounts.map(({ status, count }) => (
        <ToggleButton
          key={status}
          checked={chosen === status}
          className={styles.count}
          onClick={() => onChoose(chosen === status ? null : status)}
        >
          <span className={styles.told}>
            <Text size={600} weight="semibold">
              {text("program.count", { count })}
            </Text>
            <Text size={200}>{text(`status.${status}`)}</Text>
          </span>
        </ToggleButton>
      ))}
    </div>
  );
}

const useStyles = makeStyles({
  counts: {
    display: "grid",
    gap: tokens.spacingHorizontalS,
    gridTemplateColumns: "repeat(auto-fit, minmax(112px, 1fr))",
  },
  count: { minWidth: 0, justifyContent: "flex-start", textAlign: "start", fontWeight: "normal" },
  told: { display: "grid", minWidth: 0 },
});
