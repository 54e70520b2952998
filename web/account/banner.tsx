import type { ComponentType } from "react";
import { Button, Link, makeStyles, Subtitle2, Text, tokens, useRestoreFocusTarget } from "@fluentui/react-components";
import { CheckmarkCircleRegular } from "@fluentui/react-icons/svg/checkmark-circle";
import { ClockRegular } from "@fluentui/react-icons/svg/clock";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import { PeopleRegular } from "@fluentui/react-icons/svg/people";
import { WarningRegular } from "@fluentui/react-icons/svg/warning";
import { useNavigate } from "react-router";
import type { BannerKind, BannerPartsFragment, MigrationAction } from "../generated/graphql";
import { text, type TextKey } from "../text/text";
import { colors } from "../theme";

const icons: Record<BannerKind, ComponentType<{ fontSize?: number; "aria-hidden"?: boolean }>> = {
  ACTION_REQUIRED: WarningRegular,
  IN_PROGRESS: ClockRegular,
  MANAGE_IN_PARTNER_CENTER: CheckmarkCircleRegular,
  ASK_AN_OWNER: PeopleRegular,
};

interface Leading {
  /** The path of the account's page. */
  profile: string;
  /** What the person may do now. */
  viewerActions: readonly MigrationAction[];
}

/** The yellow banner: what the person needs to know about the account, and the next action. */
export function Banner({ banner, ...leading }: Leading & { banner: BannerPartsFragment }) {
  const styles = useStyles();
  const Icon = icons[banner.kind];
  return (
    <section aria-label={text("banner.label")} className={styles.banner}>
      <div className={styles.inner}>
        <Icon fontSize={24} aria-hidden />
        <div className={styles.told}>
          <Subtitle2 as="h2" className={styles.title}>
            {text(`banner.${banner.kind}`)}
          </Subtitle2>
          <Text as="p" className={styles.message}>
            {banner.message}
          </Text>
          {banner.owners.length > 0 && (
            <ul className={styles.owners} aria-label={text("banner.owners")}>
              {banner.owners.map(({ id, displayName, email }) => (
                <li key={id}>
                  {email === null ? (
                    displayName
                  ) : (
                    <Link inline href={`mailto:${email}`} className={styles.link}>
                      {text("banner.write", { name: displayName })}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
        <BannerAction banner={banner} {...leading} />
      </div>
    </section>
  );
}

function BannerAction({ banner, profile, viewerActions }: Leading & { banner: BannerPartsFragment }) {
  const styles = useStyles();
  const navigate = useNavigate();
  const restoresFocus = useRestoreFocusTarget();
  const { kind, actionUrl } = banner;
  const dialog = `${profile}/migration`;
  // The page's own dialog opens in place; everything else is another site.
  const opensHere = kind === "IN_PROGRESS" || (actionUrl !== null && new URL(actionUrl).pathname === dialog);
  if (opensHere)
    return (
      <Button {...restoresFocus} className={styles.action} onClick={() => void navigate(dialog)}>
        {text(labelOf(kind, viewerActions))}
      </Button>
    );
  if (actionUrl === null) return null;
  return (
    <Button as="a" href={actionUrl} className={styles.action} icon={<OpenRegular />} iconPosition="after">
      {text("banner.manage")}
    </Button>
  );
}

function labelOf(kind: BannerKind, actions: readonly MigrationAction[]): TextKey {
  if (kind === "IN_PROGRESS") return "banner.progress";
  if (actions.includes("START")) return "banner.start";
  return actions.includes("RETRY") ? "banner.failed" : "banner.continue";
}

const useStyles = makeStyles({
  banner: {
    colorScheme: "light",
    color: tokens.colorNeutralForeground1,
    backgroundColor: colors.banner,
    // Seen where the browser replaces the colors.
    borderTop: "1px solid transparent",
    borderBottom: "1px solid transparent",
  },
  inner: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "flex-start",
    gap: tokens.spacingHorizontalM,
    maxWidth: "1200px",
    marginInline: "auto",
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL}`,
    "@media (min-width: 640px)": { paddingInline: tokens.spacingHorizontalXXXL, flexWrap: "nowrap" },
  },
  told: { flex: "1 1 0", minWidth: 0, overflowWrap: "anywhere" },
  title: { margin: 0, display: "block" },
  message: { margin: 0, display: "block", maxWidth: "80ch" },
  owners: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalL,
    listStyleType: "none",
    padding: 0,
    margin: `${tokens.spacingVerticalXS} 0 0`,
  },
  link: { color: "inherit", textDecorationLine: "underline", "&:hover": { color: "inherit" } },
  action: {
    colorScheme: "dark",
    flexShrink: 0,
    alignSelf: "center",
    "@media (max-width: 639px)": { width: "100%" },
  },
});
