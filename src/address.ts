import { domainToASCII, domainToUnicode } from "node:url";
import isEmail from "validator/lib/isEmail";

/** An address as it is kept: the domain in lower case and ASCII form, the local part as given. */
export interface Address {
  address: string;
  domain: string;
}

const options = { allow_ip_domain: false, allow_utf8_local_part: false, require_tld: true, ignore_max_length: true };

/** An address of the plainest letters, as nearly all are: it stands for itself, and no rule has anything against it. */
const plain =
  /^[a-z0-9]{1,24}(?:[._-][a-z0-9]{1,12}){0,3}@(?:[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,10}){0,2}\.){1,3}[a-z]{2,24}$/;

/** A domain in lower case and ASCII form, empty when it is none. Whatever else of ASCII stood there, a URL would read: cut the domain off at it, or decode it. */
const asciiDomain = (domain: string): string =>
  /^[A-Za-z0-9.\-\u0080-\uffff]+$/.test(domain) ? domainToASCII(domain).toLowerCase() : "";

/** The address in what was typed, or null when it is none. Surrounding blanks are trimmed. */
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

/** Whether the domain, in ASCII form, is one of a consumer mail service: no company's tenant stands behind it. */
export const isConsumerDomain = (domain: string): boolean => consumerDomains.test(domain);

/** Who an address is, however it is written: the same for all spellings of one mailbox that differ in case or script form. */
export const principalOf = (address: string): string =>
  (parseAddress(address)?.address ?? address.trim()).toLowerCase();

/** The principal with an international domain in its own script, as people write it; any other is itself. */
export function inOwnScript(principal: string): string {
  const at = principal.lastIndexOf("@") + 1;
  const domain = principal.slice(at);
  return principal.slice(0, at) + (domainToUnicode(domain) || domain);
}
