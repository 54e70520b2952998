import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
} from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { NavLink } from "react-router";
import type { SignedInQuery } from "../generated/graphql";
import { useSession } from "../session/session";
import { text } from "../text/text";
import { colors } from "../theme";

/** The bar at the top: the page's name, the navigation and the signed-in person. */
export function Header({ viewer, support }: { viewer: SignedInQuery["viewer"]; support: boolean }) {
  const styles = useStyles();
  const { signOut } = useSession();
  return (
    <header className={styles.bar}>
      <Text weight="semibold" className={styles.name}>
        {text("app.name")}
      </Text>
      <nav aria-label={text("nav.label")} className={styles.nav}>
        {viewer.accounts.totalCount > 1 && (
          <NavLink to="/" className={styles.link}>
            {text("nav.accounts", { count: viewer.accounts.totalCount })}
          </NavLink>
        )}
        {support && (
          <NavLink to="/program" className={styles.link}>
            {text("nav.program")}
          </NavLink>
        )}
      </nav>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            className={styles.button}
            icon={<PersonRegular />}
            aria-label={text("nav.person", { name: viewer.displayName })}
          >
            <span className={styles.person}>{viewer.displayName}</span>
          </Button>
        </MenuTrigger>
        <MenuPopover className={styles.popover}>
          <div className={styles.who}>
            <Text weight="semibold">{viewer.displayName}</Text>
            <Text size={200}>{viewer.email}</Text>
            <Text size={200}>{viewer.tenant?.displayName ?? text(`identity.${viewer.identity}`)}</Text>
          </div>
          {signOut && (
            <MenuList>
              <MenuItem onClick={() => signOut()}>{text("nav.signOut")}</MenuItem>
            </MenuList>
          )}
        </MenuPopover>
      </Menu>
    </header>
  );
}

const useStyles = makeStyles({
  bar: {
    colorScheme: "dark",
    color: tokens.colorNeutralForeground1,
    backgroundColor: colors.bar,
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    minHeight: "48px",
    paddingInline: tokens.spacingHorizontalL,
    "@media (min-width: 640px)": { paddingInline: tokens.spacingHorizontalXXXL, gap: tokens.spacingHorizontalXL },
  },
  name: { flexShrink: 0, "@media (max-width: 479px)": { fontSize: tokens.fontSizeBase200 } },
  nav: { display: "flex", gap: tokens.spacingHorizontalL, flexGrow: 1, minWidth: 0 },
  link: {
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    paddingBlock: tokens.spacingVerticalM,
    "&[aria-current=page]": { borderBottom: `2px solid ${colors.banner}`, marginBottom: "-2px" },
    "&:hover": { textDecorationLine: "underline" },
  },
  button: { minWidth: "auto", marginInlineEnd: `calc(-1 * ${tokens.spacingHorizontalM})` },
  person: { "@media (max-width: 639px)": { display: "none" } },
  popover: { colorScheme: "light dark" },
  who: { display: "grid", padding: tokens.spacingHorizontalS, overflowWrap: "anywhere" },
});
