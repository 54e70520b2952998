import { Link, makeStyles, tokens } from "@fluentui/react-components";
import { readFragment } from "../generated";
import { SettingsPartsFragmentDoc, type AccountPartsFragment } from "../generated/graphql";
import { text } from "../text/text";

/** The line below the account's name: its ID, its type, and where it is managed. */
export function AccountLead({ account }: { account: AccountPartsFragment }) {
  const styles = useStyles();
  const { accountType } = readFragment(SettingsPartsFragmentDoc, account.settings);
  return (
    <span className={styles.lead}>
      <span>{account.publisherId}</span>
      <span>{text(`accountType.${accountType}`)}</span>
      <span>
        {text("account.managedIn")}{" "}
        <Link inline href={account.manageUrl}>
          {text(`portal.${account.managedIn}`)}
        </Link>
      </span>
    </span>
  );
}

const useStyles = makeStyles({
  lead: {
    display: "flex",
    flexWrap: "wrap",
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
    overflowWrap: "anywhere",
  },
});
