import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId } from "./columns";

/**
 * What an account is found by: the publisher ID and every word of the display name, folded; of each also the first
 * letters, one to eight. The accounts of one term stand in the order of lists.
 */
@Entity("account_term")
@Index("account_term_place", ["term", "sortName", "accountId"])
export class AccountTerm {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "term", type: "varchar", length: 64 }) term: string;
  /** The account's, repeated. */
  @Column({ name: "sort_name", type: "varchar", length: 128 }) sortName: string;
}
