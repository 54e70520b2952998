import { domainToASCII } from "node:url";

/** A domain in the one form it is looked up by: lower case, international names in ASCII. */
export function domainKey(domain: string): string {
  const lower = domain.trim().toLowerCase();
  return domainToASCII(lower) || lower;
}

/** The domain of an address, as a key; an address without one is its own domain. */
export function domainOf(address: string): string {
  return domainKey(address.slice(address.lastIndexOf("@") + 1));
}

/** An address in the one form it is looked up by. */
export function emailKey(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 0 ? address.toLowerCase() : `${address.slice(0, at).toLowerCase()}@${domainOf(address)}`;
}
