import { type MigrationAction as Action, MigrationStatus as Status, Party } from "../../entities/words";

/** From every status, the statuses that may come next. */
export const transitions: Readonly<Record<Status, readonly Status[]>> = {
  NOT_STARTED: [Status.ACTION_REQUIRED, Status.VERIFYING],
  ACTION_REQUIRED: [Status.VERIFYING, Status.CANCELED],
  VERIFYING: [Status.MIGRATING, Status.ACTION_REQUIRED, Status.FAILED, Status.CANCELED],
  MIGRATING: [Status.COMPLETED, Status.FAILED],
  COMPLETED: [],
  FAILED: [Status.VERIFYING, Status.CANCELED],
  CANCELED: [Status.ACTION_REQUIRED, Status.VERIFYING],
};

const awaitingOf: Readonly<Record<Status, Party | null>> = {
  NOT_STARTED: Party.OWNER,
  ACTION_REQUIRED: Party.OWNER,
  VERIFYING: Party.SYSTEM,
  MIGRATING: Party.SYSTEM,
  COMPLETED: null,
  FAILED: Party.OWNER,
  CANCELED: Party.OWNER,
};

/** Who moves next. */
export const awaiting = (status: Status): Party | null => awaitingOf[status];

/** The statuses in which that party moves next. */
export const statusesAwaiting = (party: Party): Status[] =>
  Object.values(Status).filter((status) => awaitingOf[status] === party);

/** The statuses in which each action is allowed at all. */
export const allowedIn: Readonly<Record<Action, readonly Status[]>> = {
  START: [Status.NOT_STARTED, Status.CANCELED],
  SUBMIT_WORK_EMAIL: [Status.ACTION_REQUIRED],
  CONFIRM_WORK_EMAIL: [Status.ACTION_REQUIRED],
  ENROLL_IN_MPN: [Status.ACTION_REQUIRED],
  RETRY: [Status.FAILED],
  CANCEL: [Status.ACTION_REQUIRED, Status.VERIFYING, Status.FAILED],
};

/** Whether the machine allows the transition. Staying in a status is always allowed. */
export const mayBecome = (from: Status, to: Status): boolean => from === to || transitions[from].includes(to);
