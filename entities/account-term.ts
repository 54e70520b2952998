import { Entity, Index, PrimaryColumn } from "typeorm";
import { accountId } from "./columns";

/** A word by whose start an account is found: of the display name, or the publisher ID; folded. */
@Entity("account_term")
@Index("account_term_search", ["term", "accountId"])
export class AccountTerm {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "term", type: "varchar", length: 64 }) term: string;
}
