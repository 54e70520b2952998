import { Column, Entity, PrimaryColumn } from "typeorm";
import { guid, instant, json, word } from "./columns";

/** What Partner Center last said about one MPN ID, of a global account or a location. */
@Entity("mpn_membership")
export class MpnMembership {
  /** The ID that was asked for. */
  @PrimaryColumn({ name: "mpn_id", type: "varchar", length: 10 }) mpnId: string;
  /** UNKNOWN: no such ID. */
  @Column({ name: "status", ...word }) status: "ACTIVE" | "INACTIVE" | "PENDING" | "UNKNOWN";
  /** The global account's ID, which differs from `mpnId` when that is a location's. */
  @Column({ name: "global_mpn_id", type: "varchar", length: 10, nullable: true }) globalMpnId: string | null;
  @Column({ name: "partner_name", type: "varchar", length: 256, nullable: true }) partnerName: string | null;
  @Column({ name: "tenant_id", ...guid, nullable: true }) tenantId: string | null;
  /** The registered tenant and every other one whose work e-mails are accepted. */
  @Column({ name: "tenant_ids", ...json }) tenantIds: string[];
  @Column({ name: "checked_at", ...instant }) checkedAt: number;
}
