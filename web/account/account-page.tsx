import { makeStyles, tokens } from "@fluentui/react-components";
import { useQuery } from "@apollo/client/react";
import { useMatch, useNavigate, useParams } from "react-router";
import { readFragment } from "../generated";
import {
  AccountPartsFragmentDoc,
  BannerPartsFragmentDoc,
  MigrationPartsFragmentDoc,
  PublisherProfileDocument,
  type AccountPartsFragment,
} from "../generated/graphql";
import { MigrationCard } from "../migration/migration-card";
import { MigrationDialog } from "../migration/migration-dialog";
import { useFollow } from "../migration/follow";
import { Loading } from "../parts/loading";
import { NothingHere } from "../parts/nothing-here";
import { PageFault } from "../parts/page-fault";
import { Page } from "../parts/page";
import { text } from "../text/text";
import { TimelineCard } from "../timeline/timeline-card";
import { UsersCard } from "../user/users-card";
import { AccountLead } from "./account-lead";
import { Banner } from "./banner";
import { MembershipCard } from "./membership-card";
import { SettingsCard } from "./settings-card";

/** The publisher profile: the banner, and everything known about the account. */
export function AccountPage() {
  const { publisherId = "" } = useParams();
  const { data, error, refetch } = useQuery(PublisherProfileDocument, {
    variables: { publisherId },
    fetchPolicy: "cache-and-network",
  });
  if (error && !data) return <PageFault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what={text("loading.account")} />;
  const account = readFragment(AccountPartsFragmentDoc, data.account);
  return account ? <Profile key={account.id} account={account} /> : <NothingHere />;
}

function Profile({ account }: { account: AccountPartsFragment }) {
  const styles = useStyles();
  const navigate = useNavigate();
  const profile = `/publishers/${encodeURIComponent(account.publisherId)}`;
  const migration = readFragment(MigrationPartsFragmentDoc, account.migration);
  const banner = readFragment(BannerPartsFragmentDoc, account.banner);
  const open = useMatch("/publishers/:publisherId/migration") !== null;
  useFollow(account, migration);
  return (
    <>
      {banner && <Banner banner={banner} profile={profile} viewerActions={migration.viewerActions} />}
      <Page title={account.displayName} lead={<AccountLead account={account} />}>
        <div className={styles.columns}>
          <div className={styles.column}>
            <MigrationCard migration={migration} />
            <UsersCard account={account} />
          </div>
          <div className={styles.column}>
            <SettingsCard account={account} />
            {account.mpn && <MembershipCard membership={account.mpn} />}
            <TimelineCard publisherId={account.publisherId} />
          </div>
        </div>
      </Page>
      <MigrationDialog
        open={open && banner !== null && banner.kind !== "ASK_AN_OWNER"}
        account={account}
        migration={migration}
        onClose={() => void navigate(profile, { replace: true })}
      />
    </>
  );
}

const useStyles = makeStyles({
  columns: {
    display: "grid",
    gap: tokens.spacingHorizontalXL,
    gridTemplateColumns: "minmax(0, 1fr)",
    "@media (min-width: 1024px)": { gridTemplateColumns: "minmax(0, 2fr) minmax(0, 1fr)" },
  },
  column: { display: "grid", gap: tokens.spacingVerticalXL, alignContent: "start", minWidth: 0 },
});
