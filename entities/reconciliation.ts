import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, instant, json, word } from "./columns";

/** What a run does about drift: repair it, or only report it. */
export type ReconciliationMode = "REPAIR" | "DRY_RUN";

/** One run through all migrated accounts, and its progress. Any worker can resume it from there. */
@Entity("reconciliation")
@Index("reconciliation_open", ["open"], { unique: true })
export class Reconciliation {
  /** Sorts by when the run began. */
  @PrimaryColumn({ name: "id", type: "varchar", length: 22 }) id: string;
  @Column({ name: "mode", ...word }) mode: ReconciliationMode;
  /** The mode until the run is finished, then null: each mode has at most one unfinished run. */
  @Column({ name: "open", ...word, nullable: true }) open: ReconciliationMode | null;
  /** Whether a worker began it for the night; workers then also finish it. */
  @Column({ name: "nightly", type: "boolean" }) nightly: boolean;
  @Column({ name: "begun_at", ...instant }) begunAt: number;
  @Column({ name: "finished_at", ...instant, nullable: true }) finishedAt: number | null;
  /** All accounts up to this one, in ID order, are done. */
  @Column({ name: "cursor_account", ...accountId }) cursor: string;
  /** Accounts done so far, whatever the outcome. */
  @Column({ name: "compared", type: "int" }) compared: number;
  /** The end of the last lease, which may be past; 0 when never claimed, or finished. */
  @Column({ name: "held_until", ...instant }) heldUntil: number;
  /** Grows with every claim, batch and release, not with renewals. Only the holder of the present version may go on. */
  @Column({ name: "version", type: "int" }) version: number;
}

/** A run's outcome for an account that was not in agreement. */
export type FindingOutcome =
  /** Drift that was repaired, or whose repair is under way. */
  | "REPAIRED"
  /** Drift that was left: in a dry run, or as a failed sync that support already knows. */
  | "LEFT"
  | "NOT_COMPARED";

/** What a run found on an account, written in the transaction that repairs it. */
@Entity("reconciliation_finding")
@Index("reconciliation_finding_run", ["runId", "accountId"])
export class ReconciliationFinding {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "run_id", type: "varchar", length: 22 }) runId: string;
  @Column({ name: "outcome", ...word }) outcome: FindingOutcome;
  /** Sentences for the service's operators. */
  @Column({ name: "details", ...json }) details: string[];
}
