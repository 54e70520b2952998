import { useDeferredValue, useState } from "react";
import { SearchBox } from "@fluentui/react-components";
import { useQuery } from "@apollo/client/react";
import { AccountsDocument } from "../generated/graphql";
import { Card } from "../parts/card";
import { text } from "../text/text";
import { AccountList } from "./account-list";

/** A search among the accounts on which the person has a role. */
export function AccountPicker() {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const { data, previousData, error, refetch, fetchMore } = useQuery(AccountsDocument, {
    variables: { filter: { search: wanted } },
    fetchPolicy: "cache-and-network",
  });
  const accounts = (data ?? previousData)?.viewer.accounts;
  return (
    <Card title={text("accounts.choose")}>
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
