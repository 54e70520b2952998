import { makeStyles, Skeleton, SkeletonItem, Spinner, tokens } from "@fluentui/react-components";

/** Shown while the whole page loads. */
export function Loading({ what }: { what: string }) {
  const styles = useStyles();
  return (
    <main className={styles.page}>
      <Spinner label={what} />
    </main>
  );
}

/** Shown while the lines of a list load. */
export function LinesLoading({ what, lines = 4 }: { what: string; lines?: number }) {
  const styles = useStyles();
  return (
    <Skeleton aria-label={what} className={styles.lines}>
      {Array.from({ length: lines }, (_, line) => (
        <SkeletonItem key={line} size={24} />
      ))}
    </Skeleton>
  );
}

const useStyles = makeStyles({
  page: { display: "grid", placeContent: "center", minHeight: "60vh" },
  lines: { display: "grid", gap: tokens.spacingVerticalM, paddingBlock: tokens.spacingVerticalS },
});
