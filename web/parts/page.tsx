import { useEffect, type ReactNode } from "react";
import { makeStyles, mergeClasses, Text, tokens, typographyStyles } from "@fluentui/react-components";
import { useArrival } from "./arrival";

/** A page under its title: the part that changes with the address. */
export function Page(props: { title: string; lead?: ReactNode; narrow?: boolean; children?: ReactNode }) {
  const { title, lead, narrow = false, children } = props;
  const styles = useStyles();
  const heading = useArrival();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={mergeClasses(styles.page, narrow && styles.narrow)}>
      <div>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          <bdi>{title}</bdi>
        </h1>
        {lead !== undefined && (
          <Text as="p" className={styles.lead}>
            {lead}
          </Text>
        )}
      </div>
      {children}
    </main>
  );
}

const useStyles = makeStyles({
  page: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: tokens.spacingVerticalXL,
    maxWidth: "1200px",
    marginInline: "auto",
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL} 64px`,
    "@media (min-width: 640px)": { paddingInline: tokens.spacingHorizontalXXXL },
  },
  narrow: { maxWidth: "640px" },
  title: {
    ...typographyStyles.title2,
    overflowWrap: "anywhere",
    outlineStyle: "none",
    "@media (max-width: 639px)": typographyStyles.title3,
  },
  lead: { display: "block", margin: `${tokens.spacingVerticalXS} 0 0`, color: tokens.colorNeutralForeground3 },
});
