import isISO31661Alpha2 from "validator/lib/isISO31661Alpha2";
import type { AddressValue } from "../entities/account";
import type { Refusal } from "../entities/refusal";

/** One malformed input field: its path, and the key of the sentence that says how to fix it. */
export type FieldFault = Extract<Refusal, { __typename: "InvalidInput" }>["fields"][number];

/** A postal address as a client sends it. */
export interface GivenAddress {
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postalCode?: string | null;
  countryCode: string;
}

/** Anything that leaves a trace: not a space, a control character, or a joiner or filler that shows nothing. */
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u;
/** Controls, half a surrogate pair, and what turns the direction of the text after it. */
const unfit = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** Returns a fault if the text shows nothing, is too long, or has characters that no text needs. */
export function badText(path: string[], text: string, max: number): FieldFault[] {
  if (unfit.test(text)) return [{ path, message: "field.control" }];
  if (!visible.test(text)) return [{ path, message: "field.blank" }];
  return text.length > max ? [{ path, message: "field.long", params: { max: String(max) } }] : [];
}

/** Returns every fault of a postal address. */
export function badAddress(path: string[], address: GivenAddress): FieldFault[] {
  const optional = (["line2", "region", "postalCode"] as const).flatMap((name) =>
    address[name] ? badText([...path, name], address[name], 128) : [],
  );
  const country = isISO31661Alpha2(address.countryCode.trim().toUpperCase());
  return [
    ...badText([...path, "line1"], address.line1, 128),
    ...badText([...path, "city"], address.city, 128),
    ...optional,
    ...(country ? [] : [{ path: [...path, "countryCode"], message: "field.country" }]),
  ];
}

/** Returns the address as stored. It must have no faults. */
export const postalAddress = (given: GivenAddress): AddressValue => ({
  line1: given.line1.trim(),
  line2: given.line2?.trim() || null,
  city: given.city.trim(),
  region: given.region?.trim() || null,
  postalCode: given.postalCode?.trim() || null,
  countryCode: given.countryCode.trim().toUpperCase(),
});
