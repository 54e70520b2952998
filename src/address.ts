import { domainToASCII, domainToUnicode } from "node:url";
import isEmail from "validator/lib/isEmail";

/** An address as stored: the domain in lower case and ASCII form, the local part unchanged. */
export interface Address {
  address: string;
  domain: string;
}

const options = { allow_ip_domain: false, allow_utf8_local_part: false, require_tld: true, ignore_max_length: true };

/** Matches addresses of plain letters, as nearly all are: they need no normalization and break no rule. */
const plain =
  /^[a-z0-9]{1,24}(?:[._-][a-z0-9]{1,12}){0,3}@(?:[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,10}){0,2}\.){1,3}[a-z]{2,24}$/;

/**
 * Returns the domain in lower case and ASCII form, or "" if it is not a domain. Other ASCII characters are refused: URL
 * parsing would cut the domain off at them or decode them.
 */
const asciiDomain = (domain: string): string =>
  /^[A-Za-z0-9.\-\u0080-\uffff]+$/.test(domain) ? domainToASCII(domain).toLowerCase() : "";

/** Returns the address in the typed text, or null if it is not one. Trims surrounding blanks. */
export function parseAddress(typed: string): Address | null {
  const text = typed.trim();
  const at = text.lastIndexOf("@");
  if (plain.test(text)) return { address: text, domain: text.slice(at + 1) };
  // eslint-disable-next-line no-control-regex -- control characters are what must not pass
  if (at < 1 || text.length > 254 || /["\\\u0000-\u0020\u007f]/.test(text)) return null;
  const domain = asciiDomain(text.slice(at + 1));
  const address = `${text.slice(0, at)}@${domain}`;
  return domain !== "" && address.length <= 254 && isEmail(address, options) ? { address, domain } : null;
}

const consumerDomains =
  /^(?:outlook|hotmail|live|msn|passport|windowslive)(?:\.[a-z]{2,3}){1,2}$|^(?:gmail|googlemail|icloud|me|yahoo|aol|proton|gmx)\.[a-z.]+$/;

/** Whether the domain, in ASCII form, looks like that of a consumer mail service, which no company's tenant has. */
export const isConsumerDomain = (domain: string): boolean => consumerDomains.test(domain);

/** Returns an address's principal: the same for all spellings that differ in case or in the domain's script form. */
export const principalOf = (address: string): string =>
  (parseAddress(address)?.address ?? address.trim()).toLowerCase();

/** Returns the principal with its international domain in Unicode, as people write it; any other unchanged. */
export function inOwnScript(principal: string): string {
  const at = principal.lastIndexOf("@") + 1;
  const domain = principal.slice(at);
  return principal.slice(0, at) + (domainToUnicode(domain) || domain);
}
