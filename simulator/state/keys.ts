import { domainToASCII } from "node:url";

/** Normalizes a domain for lookup: lower case, international names in ASCII. */
export function domainKey(domain: string): string {
  const lower = domain.trim().toLowerCase();
  return domainToASCII(lower) || lower;
}

/** Returns the normalized domain of an address; without an `@`, the whole text is the domain. */
export function domainOf(address: string): string {
  return domainKey(address.slice(address.lastIndexOf("@") + 1));
}

/** Normalizes an address for lookup. */
export function emailKey(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address.toLowerCase() : `${address.slice(0, at).toLowerCase()}@${domainOf(address)}`;
}
