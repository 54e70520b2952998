import { AccountUser } from "../../entities/account-user";
import { without } from "../database/prepared-read";

/** A user as they are shown: without what only the record of changes and the order of lists need. */
export const shownUser = without(AccountUser, "identity", "memberId", "changingTo", "syncSeq", "sortName");
export type ShownUser = NonNullable<(typeof shownUser)["row"]>;
