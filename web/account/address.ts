import type { AddressInput } from "../generated/graphql";

/** A postal address while it is being written. */
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

/** An address to begin with. */
export const draftOf = (known: Known | null | undefined): Address => ({
  line1: known?.line1 ?? "",
  line2: known?.line2 ?? "",
  city: known?.city ?? "",
  region: known?.region ?? "",
  postalCode: known?.postalCode ?? "",
  countryCode: known?.countryCode ?? "",
});

/** The address as the service takes it: what may be left out and is blank, is. */
export const asInput = ({ line2, region, postalCode, ...needed }: Address): AddressInput => ({
  ...needed,
  line2: orNull(line2),
  region: orNull(region),
  postalCode: orNull(postalCode),
});

/** Whether anything of it has been written. */
export const isGiven = (address: Address): boolean => Object.values(address).some((part) => part !== "");

/** Where an address's fields stand in the input, below its own place. */
export const addressPlaces = (place: string): string[] => places.map((name) => `${place}.${name}`);

/** What is blank was not given. */
export const orNull = (given: string): string | null => (given.trim() === "" ? null : given);
