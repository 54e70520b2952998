import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId } from "./columns";

/**
 * A search term of an account: its publisher ID in lower case, a folded word of its display name, or a prefix of
 * either, one to eight letters long. The index has the accounts of one term in list order.
 */
@Entity("account_term")
@Index("account_term_place", ["term", "sortName", "accountId"])
export class AccountTerm {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "term", type: "varchar", length: 64 }) term: string;
  /** A copy of the account's. */
  @Column({ name: "sort_name", type: "varchar", length: 128 }) sortName: string;
}
