import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, instant, word } from "./columns";

/** The kinds of jobs. The number versions a kind's meaning, so that a new release can finish old jobs. */
export type JobKind =
  "advance@1" | "vetting@1" | "code-mail@1" | "cpp-sync@1" | "adopt@1" | "cpp-lock@1" | "restore-settings@1";

/** Work to do after a transaction, written within it: at most one job of a kind per account. */
@Entity("job")
@Index("job_due", ["dueAt"])
export class Job {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "kind", ...word }) kind: JobKind;
  /** When the job may be claimed, unless it is still held. A claim moves this to the first end of its lease. */
  @Column({ name: "due_at", ...instant }) dueAt: number;
  /** Claims since the job was last enqueued, or since an outcome reset the count. */
  @Column({ name: "attempts", type: "int" }) attempts: number;
  /** Starts anywhere and grows with every claim and enqueue. Only the holder of the present version may finish it. */
  @Column({ name: "version", type: "int" }) version: number;
  /** The end of the lease, which renewals extend; 0 when free. Until then no other claims it, even if enqueued anew. */
  @Column({ name: "held_until", ...instant, default: 0 }) heldUntil: number;
}
