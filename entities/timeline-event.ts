import { Column, Entity, PrimaryColumn } from "typeorm";
import { accountId, instant, json, word } from "./columns";
import type { Refusal } from "./refusal";
import type { Severity, TimelineKind } from "./words";

/** Something that happened to an account, kept forever. Written in the transaction that made it happen. */
@Entity("timeline_event")
export class TimelineEvent {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  /** 1, 2, 3 … in the order of commit. */
  @PrimaryColumn({ name: "seq", type: "int" }) seq: number;
  @Column({ name: "at", ...instant }) at: number;
  @Column({ name: "kind", ...word }) kind: TimelineKind;
  @Column({ name: "severity", ...word }) severity: Severity;
  /** Key of the sentence in the message catalogues. */
  @Column({ name: "message", type: "varchar", length: 64 }) message: string;
  @Column({ name: "params", ...json }) params: Record<string, string | number>;
  /** A user of the account; null when the system acted. */
  @Column({ name: "actor", type: "varchar", length: 22, nullable: true }) actor: string | null;
  @Column({ name: "problem", ...json, nullable: true }) problem: Refusal | null;
}
