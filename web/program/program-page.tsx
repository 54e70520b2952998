import { Page } from "../parts/page";
import { text } from "../text/text";
import { FailedSyncs } from "./failed-syncs";
import { ProgramAccounts } from "./program-accounts";

/** The migration of all accounts, for support. */
export function ProgramPage() {
  return (
    <Page title={text("program.title")} lead={text("program.lead")}>
      <ProgramAccounts />
      <FailedSyncs />
    </Page>
  );
}
