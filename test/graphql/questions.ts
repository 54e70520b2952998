import type { HttpAnswer } from "../support/ask";
import type { LogLines } from "../support/log-lines";

/** Expects an answer that explains the client's own mistake, and no fault of ours in the log. */
export function expectMistake(answer: HttpAnswer, log: LogLines, status = 400): void {
  const { data, errors } = answer;
  expect({ status: answer.status, data }).toEqual({ status, data: undefined });
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThanOrEqual(5);
  for (const { message, extensions } of errors) {
    expect(extensions).toEqual({ code: "BAD_USER_INPUT" });
    expect(message.length).toBeLessThanOrEqual(301);
  }
  expect(log.take()).toBe("");
}

/** A well-formed application for membership. */
export const application = {
  legalName: "Contoso",
  address: { line1: "1 Main Street", city: "Oslo", countryCode: "NO" },
  primaryContact: { firstName: "Ann", lastName: "Owner", email: "ann@contoso.com" },
  acceptedAgreementVersion: "2026-07",
};

/** A mutation that enrols, with its choice in a variable. */
export const enrolBy =
  'mutation ($by: MpnEnrollment!) { enrollInMpn(input: { migrationId: "x", by: $by }) { __typename } }';

/** Makes `count` pieces of text and joins them with blanks. */
export const times = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join(" ");

/**
 * Fragments F0 to Fdepth, each of which spreads the next one `width` times: the document stays small, while what it
 * selects grows without bound.
 */
export const spread = (type: string, field: string, depth: number, width: number): string =>
  times(depth, (i) => `fragment F${i} on ${type} { ${times(width, () => `...F${i + 1}`)} }`) +
  ` fragment F${depth} on ${type} { ${field} }`;
