import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { instant, json } from "./columns";
import type { Refusal } from "./refusal";

/** The outcome of a mutation with an idempotency key, written in the transaction of its effect. */
@Entity("idempotency_record")
@Index("idempotency_record_expiry", ["expiresAt"])
export class IdempotencyRecord {
  /** SHA-256 over viewer, mutation and key. */
  @PrimaryColumn({ name: "id", type: "varchar", length: 43 }) id: string;
  /** SHA-256 over the canonical input. */
  @Column({ name: "input_hash", type: "varchar", length: 43 }) inputHash: string;
  /** The refusal; null when it succeeded. */
  @Column({ name: "refusal", ...json, nullable: true }) refusal: Refusal | null;
  @Column({ name: "expires_at", ...instant }) expiresAt: number;
}
