import { AccountUser } from "../../entities/account-user";
import { without } from "../database/prepared-read";

/** A user as shown: without the columns that only the tracking of changes and the order of lists need. */
export const shownUser = without(AccountUser, "identity", "memberId", "changingTo", "syncSeq", "sortName");
export type ShownUser = NonNullable<(typeof shownUser)["row"]>;
