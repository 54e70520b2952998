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
  ["missing is MPN_ID_MISSING", null, membershipRow(), missing],
  ["blank is MPN_ID_MISSING", "  ", membershipRow(), missing],
  ["malformed is NOT_FOUND", "MPN-41", null, invalid(NOT_FOUND, "MPN-41")],
  ["not looked up is VERIFYING", "41", null, unasked],
  ["active is SATISFIED", "41", membershipRow(), satisfiedMpn],
  ["unknown is NOT_FOUND", "41", membershipRow({ status: "UNKNOWN", tenantId: null }), invalid(NOT_FOUND, "41")],
  ["closed is INACTIVE", "41", membershipRow({ status: "INACTIVE" }), invalid(INACTIVE, "41")],
  ["being vetted is NOT_VETTED", "41", membershipRow({ status: "PENDING" }), invalid(NOT_VETTED, "41")],
])("an MPN ID carried over from CPP: %s", (_, mpnId, membership, answer) => {
  expect(carriedMpnAnswer(mpnId, membership)).toEqual(answer);
});

test.each([
  ["41", null, "41"],
  [" 41 ", null, "41"],
  ["MPN-41", null, null],
  [null, null, null],
  ["41", "42", "42"],
  [null, "42", "42"],
])("with %j from the account and %j from an owner, the MPN ID is %j", (carried, given, counts) => {
  expect(effectiveMpnId({ mpnId: carried }, { mpnId: given })).toBe(counts);
});

const due = { workEmailState: State.DUE };
const { ACTION_REQUIRED, VERIFYING } = Status;
test.each([
  ["no answer gives ACTION_REQUIRED", { ...due, ...missing }, ACTION_REQUIRED, []],
  ["no work e-mail gives ACTION_REQUIRED", due, ACTION_REQUIRED, []],
  ["an unconfirmed work e-mail gives ACTION_REQUIRED", { workEmailState: State.VERIFYING }, ACTION_REQUIRED, []],
  ["no MPN ID gives ACTION_REQUIRED", { ...provenColumns, ...missing }, ACTION_REQUIRED, []],
  ["an application without a work e-mail gives ACTION_REQUIRED", { ...due, ...vettedMpn }, ACTION_REQUIRED, []],
  ["all answers give VERIFYING and the job advance@1", provenColumns, VERIFYING, ["advance@1"]],
  ["an MPN ID not looked up gives VERIFYING and advance@1", { ...provenColumns, ...unasked }, VERIFYING, ["advance@1"]],
  ["a pending application gives VERIFYING and vetting@1", { ...provenColumns, ...vettedMpn }, VERIFYING, ["vetting@1"]],
] as const)("when answers are settled, %s", (_, columns, status, jobs) => {
  expect(settled(migrationRow(columns))).toEqual({ status, jobs: jobs.map((kind) => ({ kind })) });
});

const ours = { tenantId: home, tenantIds: [home] };
test.each([
  ["personal", true, home, ours, Reason.PERSONAL_MICROSOFT_ACCOUNT],
  ["personal, of another tenant", true, elsewhere, ours, Reason.PERSONAL_MICROSOFT_ACCOUNT],
  ["of the MPN ID's tenant", false, home, ours, Reason.CONFIRM_WORK_EMAIL],
  ["of another tenant", false, elsewhere, ours, Reason.TENANT_MISMATCH],
  ["of an associated tenant", false, elsewhere, { ...ours, tenantIds: [home, elsewhere] }, Reason.CONFIRM_WORK_EMAIL],
  ["of a tenant that could not be looked up", false, null, ours, Reason.CONFIRM_WORK_EMAIL],
  ["of any tenant, without a valid MPN ID", false, elsewhere, null, Reason.CONFIRM_WORK_EMAIL],
])("at start, the work e-mail's reason fits a sign-in that is %s", (_, signInPersonal, tenantId, admitted, reason) => {
  expect(workEmailReasonAtStart({ signInPersonal }, tenantId, admitted)).toBe(reason);
});

test("an MPN ID is judged again only if it was carried over from CPP", () => {
  const gone = membershipRow({ status: "UNKNOWN", tenantId: null });
  const now = (columns: object) => mpnAsOfNow({ account: accountRow(), migration: migrationRow(columns) }, gone);
  const rejected = { mpnState: State.DUE, mpnReason: Reason.MPN_APPLICATION_REJECTED, mpnProblem: null };
  expect(now({})).toEqual(invalid(NOT_FOUND, "4100001"));
  expect(now({ mpnId: "42" })).toEqual(satisfiedMpn);
  expect(now(vettedMpn)).toEqual(vettedMpn);
  expect(now(rejected)).toEqual(rejected);
});

test("a problem with an ID that an owner gave remains until the one carried over from CPP is usable", () => {
  const now = (columns: object, status: "ACTIVE" | "INACTIVE") =>
    mpnAsOfNow({ account: accountRow(), migration: migrationRow(columns) }, membershipRow({ status }));
  expect(now(invalid(NOT_VETTED, "42"), "INACTIVE")).toEqual(invalid(NOT_VETTED, "42"));
  expect(now(invalid(NOT_VETTED, "4100001"), "INACTIVE")).toEqual(invalid(INACTIVE, "4100001"));
  expect(now(invalid(NOT_VETTED, "42"), "ACTIVE")).toEqual(satisfiedMpn);
});

test("an MPN ID that could not be looked up keeps its answer", () => {
  const now = (columns: object) => mpnAsOfNow({ account: accountRow(), migration: migrationRow(columns) }, null);
  expect(now({})).toEqual(satisfiedMpn);
  expect(now(invalid(NOT_FOUND, "4100001"))).toEqual(invalid(NOT_FOUND, "4100001"));
});
