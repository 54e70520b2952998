import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { accountId, instant, json, word } from "./columns";

/** What is done about drift: put right, or only told. */
export type ReconciliationMode = "REPAIR" | "DRY_RUN";

/** One run through all migrated accounts: how far it has got. It goes on from there, whoever does it. */
@Entity("reconciliation")
@Index("reconciliation_open", ["open"], { unique: true })
export class Reconciliation {
  /** Sorts by the time of its beginning. */
  @PrimaryColumn({ name: "id", type: "varchar", length: 22 }) id: string;
  @Column({ name: "mode", ...word }) mode: ReconciliationMode;
  /** The mode while the run is not finished, then null: there is one unfinished run of a mode at most. */
  @Column({ name: "open", ...word, nullable: true }) open: ReconciliationMode | null;
  /** Begun by the worker in the night, and so finished by it. */
  @Column({ name: "nightly", type: "boolean" }) nightly: boolean;
  @Column({ name: "begun_at", ...instant }) begunAt: number;
  @Column({ name: "finished_at", ...instant, nullable: true }) finishedAt: number | null;
  /** All accounts up to this one are done, in the order of their IDs. */
  @Column({ name: "cursor_account", ...accountId }) cursor: string;
  /** Accounts done so far, whatever came of it. */
  @Column({ name: "compared", type: "int" }) compared: number;
  /** Until then it is, or was, in somebody's hands; 0 when it never was, or is finished. */
  @Column({ name: "held_until", ...instant }) heldUntil: number;
  /** Grows with every claim and every stretch done: only the holder of the present number may go on. */
  @Column({ name: "version", type: "int" }) version: number;
}

/** What became of an account in a run, when it was not simply in agreement. */
export type FindingOutcome =
  /** Drift that was put right, or is on its way. */
  | "REPAIRED"
  /** Drift that was left: of a dry run, or known to support as a sync that was given up. */
  | "LEFT"
  | "NOT_COMPARED";

/** An account of a run with what was found there; written in the transaction that puts it right. */
@Entity("reconciliation_finding")
@Index("reconciliation_finding_run", ["runId", "accountId"])
export class ReconciliationFinding {
  @PrimaryColumn({ name: "account_id", ...accountId }) accountId: string;
  @PrimaryColumn({ name: "run_id", type: "varchar", length: 22 }) runId: string;
  @Column({ name: "outcome", ...word }) outcome: FindingOutcome;
  /** Sentences for whoever runs the service. */
  @Column({ name: "details", ...json }) details: string[];
}
