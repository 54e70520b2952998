import type { StepKind } from "../../../entities/words";
import type { Tx } from "../../database/database";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import type { Decision, MigrationRows } from "../decision";

/**
 * One step of the move. It makes its upstream calls, each write under its own effect key, and returns how to record the
 * result. It may run again from the start.
 */
export type Step = (services: Services, rows: MigrationRows, run: Run) => Promise<StepRecord>;

/** What the steps of one run share: the account as CPP had it when the run began, and which steps the run has done. */
export interface Run {
  cpp: CppPublisher;
  done: ReadonlySet<StepKind>;
}

/** Records the result in the transaction that finishes the step. With ACTION_REQUIRED the run ends instead. */
export type StepRecord = (rows: MigrationRows, tx: Tx) => Promise<Decision> | Decision;

/** Another run has done the step, or an owner has ended the move: the rest of this run is no longer wanted. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}
