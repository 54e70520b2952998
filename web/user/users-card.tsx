import { useRef, useState } from "react";
import { Button, makeStyles, Switch, Text, tokens, useRestoreFocusTarget } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons/svg/add";
import { useQuery } from "@apollo/client/react";
import { mayManage } from "../account/may-manage";
import { readFragment } from "../generated";
import {
  UserPartsFragmentDoc,
  UsersDocument,
  type AccountPartsFragment,
  type UserPartsFragment,
} from "../generated/graphql";
import { Card } from "../parts/card";
import { ListFault } from "../parts/list-fault";
import { LinesLoading } from "../parts/loading";
import { MoreButton } from "../parts/more-button";
import { text } from "../text/text";
import { AddUserDialog } from "./add-user-dialog";
import { ChangeRoleDialog } from "./change-role-dialog";
import { useFollowSyncs } from "./follow-syncs";
import { RemoveUserDialog } from "./remove-user-dialog";
import type { UserAction } from "./user-actions";
import { UserTable } from "./user-table";

const pageSize = 20;
const largestPage = 100;

/** The users of the account; once it is managed in Partner Center, they can be added, changed and removed. */
export function UsersCard({ account }: { account: AccountPartsFragment }) {
  const styles = useStyles();
  const [includeRemoved, setIncludeRemoved] = useState(false);
  const [adding, setAdding] = useState(false);
  // Kept here, because the row may disappear while its dialog is open.
  const [asked, setAsked] = useState<{ user: UserPartsFragment; action: UserAction } | null>(null);
  const close = () => setAsked(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const restoresFocus = useRestoreFocusTarget();
  const { data, previousData, error, refetch, fetchMore } = useQuery(UsersDocument, {
    variables: { publisherId: account.publisherId, first: pageSize, includeRemoved },
    fetchPolicy: "cache-and-network",
  });
  const page = (data ?? previousData)?.account?.users;
  const users = readFragment(UserPartsFragmentDoc, page?.edges.map(({ node }) => node) ?? []);
  useFollowSyncs(users);

  const manages = mayManage(account);
  const moved = account.managedIn === "PARTNER_CENTER";
  const again = () => void refetch();
  // A longer first page, as far as there is one, so that whatever refetches the list asks for all that is shown.
  const more = () => {
    const first = users.length + pageSize;
    return first <= largestPage ? refetch({ first }) : fetchMore({ variables: { after: page?.pageInfo.endCursor } });
  };
  return (
    <Card
      title={text("users.title")}
      heading={heading}
      actions={
        manages && (
          <Button
            {...restoresFocus}
            appearance="primary"
            size="small"
            icon={<AddRegular />}
            onClick={() => setAdding(true)}
          >
            {text("users.add")}
          </Button>
        )
      }
    >
      {page && (
        <div className={styles.above}>
          <Text role="status" size={200} className={styles.quiet}>
            {text("users.count", { count: page.totalCount })}
          </Text>
          {moved && (
            <Switch
              label={text("users.includeRemoved")}
              checked={includeRemoved}
              onChange={(_, { checked }) => setIncludeRemoved(checked)}
            />
          )}
        </div>
      )}
      {error && <ListFault error={error} onRetry={again} />}
      {!page && !error && <LinesLoading what={text("loading.users")} />}
      {page && (
        <UserTable users={users} moved={moved} manages={manages} onAsk={(user, action) => setAsked({ user, action })} />
      )}
      {page?.pageInfo.hasNextPage && <MoreButton label={text("users.more")} onMore={more} />}
      {asked?.action === "changeRole" && <ChangeRoleDialog user={asked.user} onChanged={again} onClose={close} />}
      {asked?.action === "remove" && (
        <RemoveUserDialog
          user={asked.user}
          onRemoved={() => {
            again();
            heading.current?.focus();
          }}
          onClose={close}
        />
      )}
      {adding && <AddUserDialog accountId={account.id} onAdded={again} onClose={() => setAdding(false)} />}
    </Card>
  );
}

const useStyles = makeStyles({
  above: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});
