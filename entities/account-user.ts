import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, instant, word } from "./columns";
import type { AccountUserAccess, CppRole, IdentityKind, PartnerCenterRole, PrincipalKind, SyncState } from "./words";

/** A person, group or application with a role on an account. */
@Entity("account_user")
@Index("account_user_principal", ["accountId", "principal"], { unique: true })
@Index("account_user_portfolio", ["principal", "removedAt", "sortName", "accountId"])
@Index("account_user_sync", ["syncState", "accountId", "id"])
export class AccountUser {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  /** Sorts by when the user was added. */
  @PrimaryColumn({ name: "id", type: "varchar", length: 22 }) id: string;
  /** The e-mail address or application ID in lower case, unique per account. */
  @Column({ name: "principal", type: "varchar", length: 254 }) principal: string;
  @Column({ name: "principal_kind", ...word }) principalKind: PrincipalKind;
  @Column({ name: "email", type: "varchar", length: 254, nullable: true }) email: string | null;
  @Column({ name: "application_id", type: "varchar", length: 64, nullable: true }) applicationId: string | null;
  @Column({ name: "display_name", type: "varchar", length: 256, nullable: true }) name: string | null;
  @Column({ name: "identity", ...word }) identity: IdentityKind;
  @Column({ name: "access", ...word }) access: AccountUserAccess;
  @Column({ name: "cpp_role", ...word, nullable: true }) cppRole: CppRole | null;
  @Column({ name: "partner_center_role", ...word, nullable: true }) partnerCenterRole: PartnerCenterRole | null;
  /** Partner Center's ID for this user in that role. */
  @Column({ name: "member_id", type: "varchar", length: 64, nullable: true }) memberId: string | null;
  @Column({ name: "added_at", ...instant }) addedAt: number;
  @Column({ name: "removed_at", ...instant, nullable: true }) removedAt: number | null;
  /** The change in flight to Partner Center: no other may begin until it is recorded or given up. */
  @Column({ name: "changing_to", ...word, nullable: true }) changingTo: PartnerCenterRole | "REMOVED" | null;
  /** The timeline number of the last change to sync: an account's syncs are sent in this order. */
  @Column({ name: "sync_seq", type: "int" }) syncSeq: number;
  @Column({ name: "sync_state", ...word, nullable: true }) syncState: SyncState | null;
  @Column({ name: "sync_attempts", type: "int" }) syncAttempts: number;
  @Column({ name: "synced_at", ...instant, nullable: true }) syncedAt: number | null;
  @Column({ name: "sync_next_at", ...instant, nullable: true }) syncNextAt: number | null;
  @Column({ name: "sync_error", type: "varchar", length: 512, nullable: true }) syncError: string | null;
  /** A copy of the account's, so that a person's accounts are read in order from one index. */
  @Column({ name: "sort_name", type: "varchar", length: 128 }) sortName: string;
}
