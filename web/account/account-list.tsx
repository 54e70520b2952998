import { makeStyles, Text, tokens } from "@fluentui/react-components";
import { Link } from "react-router";
import { readFragment, type FragmentType } from "../generated";
import { AccountLineFragmentDoc } from "../generated/graphql";
import { StatusBadge } from "../migration/status-badge";
import { Empty } from "../parts/empty";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { MoreButton } from "../parts/more-button";
import { text } from "../text/text";

/** A page of accounts from any of the lists. */
export interface AccountLines {
  totalCount: number;
  pageInfo: { hasNextPage: boolean };
  edges: { node: FragmentType<typeof AccountLineFragmentDoc> }[];
}

/** Lists accounts with their migration status, each with a link to its page. */
export function AccountList(props: {
  accounts: AccountLines | undefined;
  search: string;
  error: unknown;
  onRetry: () => void;
  onMore: () => Promise<unknown>;
}) {
  const { accounts, search, error, onRetry, onMore } = props;
  const styles = useStyles();
  if (error) return <ListFault error={error} onRetry={onRetry} />;
  if (!accounts) return <LinesLoading what={text("loading.accounts")} />;
  return (
    <>
      <Text role="status" size={200} className={styles.count}>
        {text("accounts.count", { count: accounts.totalCount })}
      </Text>
      {accounts.edges.length === 0 && <Empty>{text("accounts.notFound", { search: search || "none" })}</Empty>}
      <ul className={styles.list}>
        {readFragment(
          AccountLineFragmentDoc,
          accounts.edges.map(({ node }) => node),
        ).map(({ id, publisherId, displayName, migration }) => (
          <li key={id} className={styles.line}>
            <Link to={`/publishers/${encodeURIComponent(publisherId)}`} className={styles.link}>
              <Text weight="semibold">
                <bdi>{displayName}</bdi>
              </Text>
              <Text size={200} className={styles.quiet}>
                {publisherId}
              </Text>
            </Link>
            <StatusBadge status={migration.status} />
          </li>
        ))}
      </ul>
      {accounts.pageInfo.hasNextPage && <MoreButton label={text("accounts.more")} onMore={onMore} />}
    </>
  );
}

const useStyles = makeStyles({
  count: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  line: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-width: 479px)": { flexDirection: "column", alignItems: "start", gap: tokens.spacingVerticalXS },
  },
  link: {
    display: "grid",
    flex: "1 1 0",
    minWidth: 0,
    overflowWrap: "anywhere",
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    "&:hover": { textDecorationLine: "underline" },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});
