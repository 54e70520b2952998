import { answerStore } from "./answers";
import { applicationStore } from "./applications";
import { effectStore } from "./effects";
import { mailStore } from "./mails";
import { mpnAccountStore } from "./mpn-accounts";
import { openDatabase } from "./open-database";
import { peopleStore } from "./people";
import { publisherStore } from "./publishers";
import { roleMemberStore } from "./role-members";
import { sellerAccountStore } from "./seller-accounts";
import { signingKeyStore } from "./signing-keys";
import { tenantStore } from "./tenants";

/** The stored state of the simulator. */
export type State = ReturnType<typeof openState>;

/** Opens the state stored in a directory; a new directory starts empty. */
export function openState(dataDir: string) {
  const database = openDatabase(dataDir);
  return {
    tenants: tenantStore(database),
    people: peopleStore(database),
    mpnAccounts: mpnAccountStore(database),
    publishers: publisherStore(database),
    applications: applicationStore(database),
    sellerAccounts: sellerAccountStore(database),
    roleMembers: roleMemberStore(database),
    answers: answerStore(database),
    effects: effectStore(database),
    mails: mailStore(database),
    signingKeys: signingKeyStore(database),
    /** Runs the work in one transaction, which is rolled back if the work throws. */
    atomically: <R>(work: () => R): R => database.transaction(work).immediate(),
    close: () => void database.close(),
  };
}
