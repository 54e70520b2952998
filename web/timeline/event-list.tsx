import { makeStyles, mergeClasses, Text, tokens } from "@fluentui/react-components";
import type { EventPartsFragment } from "../generated/graphql";
import { instantText, listText, text } from "../text/text";

/** Lists events, each with its actor and time. */
export function EventList({ events }: { events: readonly EventPartsFragment[] }) {
  const styles = useStyles();
  return (
    <ol className={styles.list} aria-label={text("timeline.title")}>
      {events.map(({ id, at, severity, message, actor, problem }) => (
        <li key={id} className={mergeClasses(styles.event, styles[severity])}>
          <Text as="p" className={styles.message}>
            {message}
          </Text>
          {problem && (
            <Text as="p" size={200} className={styles.message}>
              {problem.message}
            </Text>
          )}
          <Text size={200} className={styles.quiet}>
            {listText([instantText(at), actor?.displayName ?? text("timeline.system")])}
          </Text>
        </li>
      ))}
    </ol>
  );
}

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "grid", gap: tokens.spacingVerticalM },
  event: { paddingInlineStart: tokens.spacingHorizontalM, borderLeft: `3px solid ${tokens.colorNeutralStroke2}` },
  INFO: {},
  WARNING: { borderLeftColor: tokens.colorStatusWarningBorder2 },
  ERROR: { borderLeftColor: tokens.colorStatusDangerBorder2 },
  message: { display: "block", margin: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
});
