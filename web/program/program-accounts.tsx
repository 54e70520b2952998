import { useDeferredValue, useState } from "react";
import { SearchBox } from "@fluentui/react-components";
import { useQuery } from "@apollo/client/react";
import { AccountList } from "../account/account-list";
import { ProgramAccountsDocument, type MigrationStatus } from "../generated/graphql";
import { Card } from "../parts/card";
import { text } from "../text/text";
import { StatusCounts } from "./status-counts";

/** All accounts, by status and name. */
export function ProgramAccounts() {
  const [status, setStatus] = useState<MigrationStatus | null>(null);
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const filter = { search: wanted, ...(status === null ? {} : { status: [status] }) };
  const { data, previousData, error, refetch, fetchMore } = useQuery(ProgramAccountsDocument, {
    variables: { filter },
    fetchPolicy: "cache-and-network",
  });
  const accounts = (data ?? previousData)?.program?.accounts;
  return (
    <Card title={text("program.accounts")}>
      <StatusCounts chosen={status} onChoose={setStatus} />
      <SearchBox
        aria-label={text("accounts.search")}
        placeholder={text("accounts.search")}
        value={search}
        onChange={(_, { value }) => setSearch(value)}
      />
      <AccountList
        accounts={accounts}
        search={wanted}
        error={error}
        onRetry={() => void refetch()}
        onMore={() => fetchMore({ variables: { after: accounts?.pageInfo.endCursor } })}
      />
    </Card>
  );
}
