import type { Tx } from "../../database/database";
import type { Services } from "../../services";
import type { Decision, MigrationRows } from "../decision";

/**
 * One step of the move. It does its upstream calls, each under an effect's own key, and answers what to
 * write once they are done: the rows' change, or null when the step is simply finished. It may run again from the start.
 */
export type Step = (services: Services, rows: MigrationRows) => Promise<StepRecord>;

/** Writes what the step found out, in the transaction that marks it finished. A decision with a status ends the run there. */
export type StepRecord = (rows: MigrationRows, tx: Tx) => Promise<Decision> | Decision;

/** The step's own "no": no upstream system refused, but what it says makes the move impossible as things stand. */
export class StepRefused extends Error {
  override readonly name = "StepRefused";
}
