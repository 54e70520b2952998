import {
  MigrationStatus as Status,
  MpnIdInvalidReason,
  RequirementReason as Reason,
  RequirementState as State,
} from "../../entities/words";
import {
  carriedMpnAnswer,
  effectiveMpnId,
  mpnAsOfNow,
  satisfiedMpn,
  settled,
  vettedMpn,
  workEmailReasonAtStart,
} from "../../src/migration/answers-rules";
import { accountRow, elsewhere, home, membershipRow, migrationRow, provenColumns } from "../support/rows";

const invalid = (mpnIdReason: MpnIdInvalidReason, answer: string) => ({
  mpnState: State.DUE,
  mpnReason: Reason.MPN_ID_INVALID,
  mpnProblem: { __typename: "MpnIdInvalid", path: [], answer, mpnIdReason },
});
const missing = { mpnState: State.DUE, mpnReason: Reason.MPN_ID_MISSING, mpnProblem: null };
const unasked = { mpnState: State.VERIFYING, mpnReason: null, mpnProblem: null };
const { NOT_FOUND, NOT_VETTED, INACTIVE } = MpnIdInvalidReason;

test.each([
  ["none", null, membershipRow(), missing],
  ["a blank one", "  ", membershipRow(), missing],
  ["a malformed one", "MPN-41", null, invalid(NOT_FOUND, "MPN-41")],
  ["one that nobody could be asked about", "41", null, unasked],
  ["an active one", "41", membershipRow(), satisfiedMpn],
  ["an unknown one", "41", membershipRow({ status: "UNKNOWN", tenantId: null }), invalid(NOT_FOUND, "41")],
  ["a closed one", "41", membershipRow({ status: "INACTIVE" }), invalid(INACTIVE, "41")],
  ["one being vetted", "41", membershipRow({ status: "PENDING" }), invalid(NOT_VETTED, "41")],
])("carried over from CPP: %s", (_, mpnId, membership, answer) => {
  expect(carriedMpnAnswer(mpnId, membership)).toEqual(answer);
});

test.each([
  ["41", null, "41"],
  [" 41 ", null, "41"],
  ["MPN-41", null, null],
  [null, null, null],
  ["41", "42", "42"],
  [null, "42", "42"],
])("the account carries %j, an owner gave %j: %j counts", (carried, given, counts) => {
  expect(effectiveMpnId({ mpnId: carried }, { mpnId: given })).toBe(counts);
});

const due = { workEmailState: State.DUE };
const { ACTION_REQUIRED, VERIFYING } = Status;
test.each([
  ["nothing answered", { ...due, ...missing }, ACTION_REQUIRED, []],
  ["no work e-mail", due, ACTION_REQUIRED, []],
  ["a work e-mail that waits for its code", { workEmailState: State.VERIFYING }, ACTION_REQUIRED, []],
  ["no MPN ID", { ...provenColumns, ...missing }, ACTION_REQUIRED, []],
  ["an application, and no work e-mail", { ...due, ...vettedMpn }, ACTION_REQUIRED, []],
  ["all answered", provenColumns, VERIFYING, ["advance@1"]],
  ["an MPN ID that nobody could be asked about", { ...provenColumns, ...unasked }, VERIFYING, ["advance@1"]],
  ["an application being vetted", { ...provenColumns, ...vettedMpn }, VERIFYING, ["vetting@1"]],
] as const)("%s", (_, columns, status, jobs) => {
  expect(settled(migrationRow(columns))).toEqual({ status, jobs: jobs.map((kind) => ({ kind })) });
});

const ours = { tenantId: home, tenantIds: [home] };
test.each([
  ["personal", true, home, ours, Reason.PERSONAL_MICROSOFT_ACCOUNT],
  ["personal, of another tenant", true, elsewhere, ours, Reason.PERSONAL_MICROSOFT_ACCOUNT],
  ["of the MPN ID's tenant", false, home, ours, Reason.CONFIRM_WORK_EMAIL],
  ["of another tenant", false, elsewhere, ours, Reason.TENANT_MISMATCH],
  ["of an associated tenant", false, elsewhere, { ...ours, tenantIds: [home, elsewhere] }, Reason.CONFIRM_WORK_EMAIL],
  ["of a tenant that nobody could be asked about", false, null, ours, Reason.CONFIRM_WORK_EMAIL],
  ["of any tenant, without a valid MPN ID", false, elsewhere, null, Reason.CONFIRM_WORK_EMAIL],
])("at the start, with a sign-in that is %s", (_, signInPersonal, tenantId, admitted, reason) => {
  expect(workEmailReasonAtStart({ signInPersonal }, tenantId, admitted)).toBe(reason);
});

test("only an MPN ID carried over from CPP may change by itself", () => {
  const gone = membershipRow({ status: "UNKNOWN", tenantId: null });
  const now = (columns: object) => mpnAsOfNow({ account: accountRow(), migration: migrationRow(columns) }, gone);
  const rejected = { mpnState: State.DUE, mpnReason: Reason.MPN_APPLICATION_REJECTED, mpnProblem: null };
  expect(now({})).toEqual(invalid(NOT_FOUND, "4100001"));
  expect(now({ mpnId: "42" })).toEqual(satisfiedMpn);
  expect(now(vettedMpn)).toEqual(vettedMpn);
  expect(now(rejected)).toEqual(rejected);
});

test("an MPN ID that nobody could be asked about stands as it stood", () => {
  const now = (columns: object) => mpnAsOfNow({ account: accountRow(), migration: migrationRow(columns) }, null);
  expect(now({})).toEqual(satisfiedMpn);
  expect(now(invalid(NOT_FOUND, "4100001"))).toEqual(invalid(NOT_FOUND, "4100001"));
});
