import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, instant, word } from "./columns";

/** The kinds of work; the number is the version of what it means, so that a new release finishes old jobs. */
export type JobKind = "advance@1" | "vetting@1" | "code-mail@1" | "cpp-sync@1" | "adopt@1" | "cpp-lock@1";

/** Work to be done after a transaction, written within it: at most one of a kind for an account. */
@Entity("job")
@Index("job_due", ["dueAt"])
export class Job {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "kind", ...word }) kind: JobKind;
  /** When it may be claimed, unless it is held then: a claim moves it on to where its lease first ends. */
  @Column({ name: "due_at", ...instant }) dueAt: number;
  /** Claims so far since it was last enqueued or succeeded. */
  @Column({ name: "attempts", type: "int" }) attempts: number;
  /** Begins anywhere and grows with every claim and every enqueueing: only the holder of the present number may finish the job. */
  @Column({ name: "version", type: "int" }) version: number;
  /** Until then, and longer when they renew it, it is in somebody's hands: nobody else begins it, not even when it is enqueued anew. 0 when it is free. */
  @Column({ name: "held_until", ...instant, default: 0 }) heldUntil: number;
}
