import { useRef } from "react";
import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { useQuery } from "@apollo/client/react";
import { Link } from "react-router";
import { readFragment } from "../generated";
import {
  FailedSyncsDocument,
  RetrySyncDocument,
  UserPartsFragmentDoc,
  type FailedSyncsQuery,
  type UserPartsFragment,
} from "../generated/graphql";
import { useAnnounce } from "../parts/announce";
import { Card } from "../parts/card";
import { Empty } from "../parts/empty";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { MoreButton } from "../parts/more-button";
import { Trouble } from "../parts/trouble";
import { useSubmit } from "../parts/use-submit";
import { listText, text } from "../text/text";

/** Lists the user changes that failed to sync to CPP, each with a retry. */
export function FailedSyncs() {
  const styles = useStyles();
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch, fetchMore } = useQuery(FailedSyncsDocument, { fetchPolicy: "cache-and-network" });
  const page = data?.program?.failedSyncs;
  const users = page?.edges.map(({ node }) => node) ?? [];
  const retried = (user: UserPartsFragment) => {
    announce(text("failedSyncs.retried", { name: user.displayName }));
    heading.current?.focus();
    void refetch();
  };
  return (
    <Card title={text("failedSyncs.title")} heading={heading}>
      {error && <ListFault error={error} onRetry={() => void refetch()} />}
      {!page && !error && <LinesLoading what={text("loading.failedSyncs")} />}
      {page && users.length === 0 && <Empty>{text("failedSyncs.none")}</Empty>}
      <ul className={styles.list}>
        {users.map((node) => {
          const user = readFragment(UserPartsFragmentDoc, node);
          return <FailedSync key={user.id} user={user} account={node.account} onRetried={() => retried(user)} />;
        })}
      </ul>
      {page?.pageInfo.hasNextPage && (
        <MoreButton
          label={text("failedSyncs.more")}
          onMore={() => fetchMore({ variables: { after: page.pageInfo.endCursor } })}
        />
      )}
    </Card>
  );
}

type Node = NonNullable<FailedSyncsQuery["program"]>["failedSyncs"]["edges"][number]["node"];

function FailedSync(props: { user: UserPartsFragment; account: Node["account"]; onRetried: () => void }) {
  const { user, account, onRetried } = props;
  const styles = useStyles();
  const { submit, busy, trouble } = useSubmit(RetrySyncDocument, onRetried);
  const name = user.displayName;
  const principal = user.email ?? user.applicationId;
  return (
    <li className={styles.line}>
      <div className={styles.told}>
        <Text weight="semibold">
          <bdi>{name}</bdi>
        </Text>
        {principal !== name && <Text size={200}>{principal}</Text>}
        <Link to={`/publishers/${encodeURIComponent(account.publisherId)}`} className={styles.link}>
          <Text size={200}>{listText([account.displayName, account.publisherId])}</Text>
        </Link>
        <Text size={200} className={styles.quiet}>
          {text("failedSyncs.why", { attempts: user.sync?.attempts ?? 0, error: user.sync?.lastError ?? "" })}
        </Text>
        <Trouble trouble={trouble} />
      </div>
      <Button
        disabledFocusable={busy}
        {...(busy ? {} : { "aria-label": text("failedSyncs.retryOf", { name }) })}
        onClick={() => void submit(() => ({ userId: user.id }))}
      >
        {busy ? text("dialog.busy") : text("fault.retry")}
      </Button>
    </li>
  );
}

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  line: {
    display: "flex",
    flexWrap: "wrap",
    justifyContent: "space-between",
    alignItems: "center",
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  told: { display: "grid", minWidth: 0, overflowWrap: "anywhere", flex: "1 1 200px" },
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    "&:hover": { textDecorationLine: "underline" },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});
