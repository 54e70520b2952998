import {
  MigrationAction as Action,
  MigrationStatus as Status,
  RequirementReason as Reason,
  RequirementState as State,
} from "../../entities/words";
import { actionRefused, ownerActions } from "../../src/migration/requirement-rules";
import { migrationRow } from "../support/rows";

const { START, SUBMIT_WORK_EMAIL, CONFIRM_WORK_EMAIL, ENROLL_IN_MPN, RETRY, CANCEL } = Action;
const codeSent = { workEmailState: State.VERIFYING, workEmailReason: Reason.CODE_SENT };
const noMpn = { mpnState: State.DUE, mpnReason: Reason.MPN_ID_MISSING };
const unasked = { mpnState: State.VERIFYING, mpnReason: null };

const cases: [string, Parameters<typeof migrationRow>[0], Action[]][] = [
  ["not started", { status: Status.NOT_STARTED }, [START]],
  ["canceled", { status: Status.CANCELED }, [START]],
  ["a valid MPN ID, no work e-mail", {}, [SUBMIT_WORK_EMAIL, CANCEL]],
  ["a valid MPN ID, a code mailed", codeSent, [SUBMIT_WORK_EMAIL, CONFIRM_WORK_EMAIL, CANCEL]],
  ["no MPN ID", noMpn, [SUBMIT_WORK_EMAIL, ENROLL_IN_MPN, CANCEL]],
  ["an MPN ID not looked up", unasked, [SUBMIT_WORK_EMAIL, ENROLL_IN_MPN, CANCEL]],
  ["an MPN ID given by an owner", { mpnId: "42" }, [SUBMIT_WORK_EMAIL, ENROLL_IN_MPN, CANCEL]],
  ["both requirements due", { ...noMpn, ...codeSent }, [SUBMIT_WORK_EMAIL, CONFIRM_WORK_EMAIL, ENROLL_IN_MPN, CANCEL]],
  ["verifying", { status: Status.VERIFYING, ...codeSent, ...noMpn }, [CANCEL]],
  ["migrating", { status: Status.MIGRATING }, []],
  ["completed", { status: Status.COMPLETED }, []],
  ["failed", { status: Status.FAILED, ...noMpn }, [RETRY, CANCEL]],
];

test.each(cases)("exactly the allowed actions are offered: %s", (_, columns, actions) => {
  expect(ownerActions(migrationRow(columns))).toEqual(actions);
});

test.each(cases)("exactly the offered actions are accepted: %s", (_, columns, actions) => {
  const migration = migrationRow(columns);
  const refused = Object.values(Action).filter((action) => actionRefused(migration, { action, input: {} }) !== null);
  expect(refused).toEqual(Object.values(Action).filter((action) => !actions.includes(action)));
});

describe("a refusal", () => {
  const migration = migrationRow({ version: 7, status: Status.MIGRATING });

  test("names the status as its reason", () => {
    expect(actionRefused(migration, { action: CANCEL, input: {} })).toEqual({
      __typename: "NotAllowedNow",
      path: [],
      why: Status.MIGRATING,
    });
  });
  test("names the action as its reason where the status would allow it", () => {
    const why = (action: Action) => actionRefused(migrationRow(), { action, input: {} });
    expect(why(CONFIRM_WORK_EMAIL)).toMatchObject({ why: CONFIRM_WORK_EMAIL });
    expect(why(ENROLL_IN_MPN)).toMatchObject({ why: ENROLL_IN_MPN });
  });
  test("reports a stale version first, and a current version changes nothing", () => {
    const conflict = { __typename: "VersionConflict", path: ["input", "ifVersion"] };
    expect(actionRefused(migration, { action: CANCEL, input: { ifVersion: 6 } })).toEqual(conflict);
    expect(actionRefused(migration, { action: CANCEL, input: { ifVersion: 7 } })).toMatchObject({
      why: Status.MIGRATING,
    });
    const start = { action: START, inAnyStatus: true };
    expect(actionRefused(migration, { ...start, input: { ifVersion: null } })).toBeNull();
    expect(actionRefused(migration, { ...start, input: { ifVersion: 8 } })).toEqual(conflict);
  });
});
