import { MpnIdInvalidReason as Reason } from "../../entities/words";
import { carriesMpnId, isUsable, mpnIdInvalid, parseMpnId } from "../../src/mpn/mpn-rules";
import { membershipRow } from "../support/rows";

test.each([
  ["1", "1"],
  ["4100001", "4100001"],
  ["9999999999", "9999999999"],
  ["  4100001\t", "4100001"],
  ["", null],
  ["   ", null],
  ["0", null],
  ["0123", null],
  ["12345678901", null],
  ["41 00001", null],
  ["MPN-4100001", null],
  ["+4100001", null],
  ["-1", null],
  ["4.1", null],
  ["4e6", null],
  ["0x10", null],
  ["٤١٠٠٠٠١", null],
  ["４１００００１", null],
  ["4100001\n5", null],
  ["4100001'; --", null],
])("%j is parsed as the MPN ID %j", (typed, mpnId) => {
  expect(parseMpnId(typed)).toBe(mpnId);
});

test.each([
  [null, false],
  ["", false],
  ["  ", false],
  ["4100001", true],
  ["rubbish", true],
])("an account with %j carries an MPN ID: %j", (typed, carries) => {
  expect(carriesMpnId(typed)).toBe(carries);
});

test.each([
  ["active", membershipRow(), true],
  ["active for no tenant", membershipRow({ tenantId: null }), false],
  ["inactive", membershipRow({ status: "INACTIVE" }), false],
  ["pending", membershipRow({ status: "PENDING" }), false],
  ["unknown", membershipRow({ status: "UNKNOWN", tenantId: null }), false],
  ["not asked about", null, false],
])("a membership that is %s is usable: %j", (_, membership, usable) => {
  expect(isUsable(membership)).toBe(usable);
});

test.each([
  ["UNKNOWN", Reason.NOT_FOUND],
  ["PENDING", Reason.NOT_VETTED],
  ["INACTIVE", Reason.INACTIVE],
] as const)("a membership that is %s is refused as %s", (status, mpnIdReason) => {
  const refusal = { __typename: "MpnIdInvalid", path: ["a"], answer: "41", mpnIdReason };
  expect(mpnIdInvalid(membershipRow({ status }), "41", ["a"])).toEqual(refusal);
});

test.each([
  ["a malformed ID", null],
  ["an ID that is active for no tenant", membershipRow({ tenantId: null })],
])("%s is refused as NOT_FOUND", (_, membership) => {
  expect(mpnIdInvalid(membership, "x", [])).toMatchObject({ mpnIdReason: Reason.NOT_FOUND, answer: "x" });
});
