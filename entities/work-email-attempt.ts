import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, instant, word } from "./columns";

/** A code was mailed, a mismatch named the tenant, or an MPN ID revealed its registered tenant. */
export type AttemptKind = "CODE" | "MISMATCH" | "MPN_ID";

/** One attempt at a work e-mail or an MPN ID, counted against the limits. */
@Entity("work_email_attempt")
@Index("work_email_attempt_viewer", ["viewer", "at"])
@Index("work_email_attempt_age", ["at"])
export class WorkEmailAttempt {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "at", ...instant }) at: number;
  @PrimaryColumn({ name: "id", type: "varchar", length: 22 }) id: string;
  @Column({ name: "kind", ...word }) kind: AttemptKind;
  /** The viewer's tenant and object ID. */
  @Column({ name: "viewer", type: "varchar", length: 73 }) viewer: string;
}
