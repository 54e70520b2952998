import type { AddressInput } from "../generated/graphql";

/** A postal address while it is being edited. */
export interface Address {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  countryCode: string;
}

type Known = { readonly [Name in keyof Address]?: string | null };

const places = ["line1", "line2", "city", "region", "postalCode", "countryCode"] as const;

/** Returns the initial draft of an address. */
export const draftOf = (known: Known | null | undefined): Address => ({
  line1: known?.line1 ?? "",
  line2: known?.line2 ?? "",
  city: known?.city ?? "",
  region: known?.region ?? "",
  postalCode: known?.postalCode ?? "",
  countryCode: known?.countryCode ?? "",
});

/** Converts a draft to the service's input; blank optional fields become null. */
export const asInput = ({ line2, region, postalCode, ...needed }: Address): AddressInput => ({
  ...needed,
  line2: orNull(line2),
  region: orNull(region),
  postalCode: orNull(postalCode),
});

/** Whether any part of the address is filled in. */
export const isGiven = (address: Address): boolean => Object.values(address).some((part) => part !== "");

/** Returns the paths of an address's fields in the input. */
export const addressPlaces = (place: string): string[] => places.map((name) => `${place}.${name}`);

/** Converts a blank text to null. */
export const orNull = (given: string): string | null => (given.trim() === "" ? null : given);
