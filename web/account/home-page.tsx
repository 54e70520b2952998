import { Navigate } from "react-router";
import type { SignedInQuery } from "../generated/graphql";
import { Empty } from "../parts/empty";
import { Page } from "../parts/page";
import { text } from "../text/text";
import { AccountPicker } from "./account-picker";

/** The first page: the person's only account, or a choice among several. */
export function HomePage({ viewer, support }: { viewer: SignedInQuery["viewer"]; support: boolean }) {
  const { totalCount, nodes } = viewer.accounts;
  const [only] = nodes;
  if (totalCount === 1 && only) return <Navigate to={`/publishers/${encodeURIComponent(only.publisherId)}`} replace />;
  if (totalCount === 0 && support) return <Navigate to="/program" replace />;
  return (
    <Page
      title={text("accounts.title")}
      lead={totalCount > 0 && text("accounts.lead", { count: totalCount })}
      narrow={totalCount === 0}
    >
      {totalCount === 0 ? <Empty>{text("accounts.none", { email: viewer.email })}</Empty> : <AccountPicker />}
    </Page>
  );
}
