import {
  MigrationStatus as Status,
  MpnIdInvalidReason,
  RequirementReason as Reason,
  RequirementState as State,
  TimelineKind,
  WorkEmailUnusableReason,
} from "../../entities/words";
import { recheckAnswers } from "../../src/migration/recheck-rules";
import { accountRow, elsewhere, home, membershipRow, migrationRow, provenColumns } from "../support/rows";

const answer = "owner@contoso.com";
const rowsOf = (carried: string | null, given: string | null = null) => ({
  account: accountRow({ mpnId: carried }),
  migration: migrationRow({ ...provenColumns, status: Status.VERIFYING, mpnId: given }),
  application: null,
});
const unknown = membershipRow({ status: "UNKNOWN", tenantId: null, tenantIds: [] });

test("answers that still hold pass the recheck", () => {
  expect(recheckAnswers(rowsOf("4100001"), membershipRow(), home)).toBeNull();
  expect(recheckAnswers(rowsOf(null, "4100001"), membershipRow(), home)).toBeNull();
  const both = membershipRow({ tenantId: elsewhere, tenantIds: [elsewhere, home] });
  expect(recheckAnswers(rowsOf("4100001"), both, home)).toBeNull();
});

test("a work e-mail whose tenant left the membership is rejected, naming the expected tenant", () => {
  const problem = { __typename: "TenantMismatch", path: [], subject: "workEmail", tenantId: elsewhere, answer };
  const moved = membershipRow({ tenantId: elsewhere, tenantIds: [elsewhere] });
  const decision = recheckAnswers(rowsOf("4100001"), moved, home);
  expect(decision).toMatchObject({
    migration: {
      status: Status.ACTION_REQUIRED,
      workEmail: null,
      workEmailTenantId: null,
      workEmailState: State.DUE,
      workEmailReason: Reason.TENANT_MISMATCH,
      workEmailProblem: problem,
    },
    events: [{ kind: TimelineKind.ANSWER_REJECTED, message: "event.workEmailRejected", problem }],
  });
  expect(decision).not.toHaveProperty("refusal");
  expect(decision!.migration).not.toHaveProperty("mpnState");
});

test("a work e-mail whose domain has lost its tenant is rejected as UNKNOWN_DOMAIN", () => {
  const emailReason = WorkEmailUnusableReason.UNKNOWN_DOMAIN;
  expect(recheckAnswers(rowsOf("4100001"), membershipRow(), undefined)).toMatchObject({
    migration: {
      status: Status.ACTION_REQUIRED,
      workEmailState: State.DUE,
      workEmailReason: Reason.CONFIRM_WORK_EMAIL,
      workEmailProblem: { __typename: "WorkEmailUnusable", emailReason, answer },
    },
  });
});

test.each([
  ["removed", rowsOf(null), null, Reason.MPN_ID_MISSING, null],
  ["made malformed", rowsOf("MPN-1"), null, Reason.MPN_ID_INVALID, MpnIdInvalidReason.NOT_FOUND],
  ["unknown now", rowsOf("4100001"), unknown, Reason.MPN_ID_INVALID, MpnIdInvalidReason.NOT_FOUND],
  [
    "closed",
    rowsOf("4100001"),
    membershipRow({ status: "INACTIVE" }),
    Reason.MPN_ID_INVALID,
    MpnIdInvalidReason.INACTIVE,
  ],
  ["given by an owner and gone", rowsOf(null, "42"), unknown, Reason.MPN_ID_INVALID, MpnIdInvalidReason.NOT_FOUND],
])("an MPN ID that is %s sends the migration back to the owner", (_, rows, membership, mpnReason, mpnIdReason) => {
  const { migration, events, ...rest } = recheckAnswers(rows, membership, home)!;
  expect(migration).toEqual({
    status: Status.ACTION_REQUIRED,
    mpnId: null,
    mpnState: State.DUE,
    mpnReason,
    mpnProblem: mpnIdReason && expect.objectContaining({ __typename: "MpnIdInvalid", mpnIdReason }),
  });
  expect(events).toMatchObject([{ kind: TimelineKind.ANSWER_REJECTED, message: "event.mpnRejected" }]);
  expect(rest).toEqual({});
});
