import { domainOf } from "../state/keys";

/** The tenant of all personal Microsoft accounts. */
export const CONSUMER_TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad";

const CONSUMER_DOMAINS = /^(outlook\.com|hotmail\.com|msn\.com|(live|passport)\.(com|net|[a-z]{2}|com?\.[a-z]{2}))$/;

/** Whether an address is on a domain that gives out personal Microsoft accounts. */
export function isConsumerAddress(address: string): boolean {
  return CONSUMER_DOMAINS.test(domainOf(address));
}
