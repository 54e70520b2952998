import {
  Button,
  FluentProvider,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  tokens,
  webDarkTheme,
} from "@fluentui/react-components";
import { PersonRegular } from "@fluentui/react-icons/svg/person";
import { NavLink } from "react-router";
import type { SignedInQuery } from "../generated/graphql";
import { useSession } from "../session/session";
import { text } from "../text/text";
import { colors, theme } from "../theme";

/** The bar at the top: the page's name, the navigation and the signed-in person. */
export function Header({ viewer, support }: { viewer: SignedInQuery["viewer"]; support: boolean }) {
  const styles = useStyles();
  const { signOut } = useSession();
  return (
    <FluentProvider theme={webDarkTheme} className={styles.provider}>
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
            <FluentProvider theme={theme} className={styles.menu}>
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
            </FluentProvider>
          </MenuPopover>
        </Menu>
      </header>
    </FluentProvider>
  );
}

const useStyles = makeStyles({
  provider: { backgroundColor: colors.bar },
  bar: {
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
    color: "#ffffff",
    textDecorationLine: "none",
    whiteSpace: "nowrap",
    paddingBlock: tokens.spacingVerticalM,
    borderBottom: "2px solid transparent",
    "&[aria-current=page]": { borderBottomColor: colors.banner },
    "&:hover": { textDecorationLine: "underline" },
  },
  button: { minWidth: "auto" },
  person: { "@media (max-width: 639px)": { display: "none" } },
  popover: { padding: 0, border: "none" },
  menu: { padding: tokens.spacingHorizontalXS, borderRadius: tokens.borderRadiusMedium },
  who: { display: "grid", padding: tokens.spacingHorizontalM, overflowWrap: "anywhere" },
});
