import type { StepKind } from "../../../entities/words";
import type { Tx } from "../../database/database";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import type { Decision, MigrationRows } from "../decision";

/**
 * One step of the move. It does its upstream calls, each under an effect's own key, and answers what to
 * write once they are done: the rows' change, or null when the step is simply finished. It may run again from the start.
 */
export type Step = (services: Services, rows: MigrationRows, run: Run) => Promise<StepRecord>;

/** What the steps of one run go by: the account as CPP had it when the run began, and which of them the run has done. */
export interface Run {
  cpp: CppPublisher;
  done: ReadonlySet<StepKind>;
}

/** Writes what the step found out, in the transaction that marks it finished. A decision with a status ends the run there. */
export type StepRecord = (rows: MigrationRows, tx: Tx) => Promise<Decision> | Decision;

/** Somebody else has done the step, or an owner has ended the move: what was going to be done is not wanted any more. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}
