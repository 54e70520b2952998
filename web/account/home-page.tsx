import { Navigate } from "react-router";
import type { SignedInQuery } from "../generated/graphql";
import { Page } from "../parts/page";
import { text } from "../text/text";
import { AccountPicker } from "./account-picker";

/** The first page: the person's only account, or a choice among several. */
export function HomePage({ viewer, support }: { viewer: SignedInQuery["viewer"]; support: boolean }) {
  const { totalCount, nodes } = viewer.accounts;
  const [only] = nodes;
  if (totalCount === 1 && only) return <Navigate to={`/publishers/${encodeURIComponent(only.publisherId)}`} replace />;
  if (totalCount === 0 && support) return <Navigate to="/program" replace />;
  if (totalCount === 0)
    return <Page title={text("accounts.title")} lead={text("accounts.none", { email: viewer.email })} narrow />;
  return (
    <Page title={text("accounts.title")} lead={text("accounts.lead", { count: totalCount })}>
      <AccountPicker />
    </Page>
  );
}
