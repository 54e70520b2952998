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

/**
 * The consumer mail services and the endings of their domains. Each is listed: under any other ending, and below any of
 * these names, a domain may be a company's.
 */
const consumerServices = {
  outlook: `
    com at be cl cz de dk es fr hu id ie in it jp kr lv my ph pt sa sg sk co.id co.il co.nz co.th co.uk com.ar
    com.au com.br com.gr com.pe com.tr com.vn
  `,
  hotmail: `
    com at be ca ch cl cz de dk es fi fr gr hu id ie in it jp kr lt lv my nl no ph pt rs sa se sg sk co.id co.il
    co.in co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.gr com.hk com.mx com.pe com.tr com.tw
    com.vn
  `,
  live: `
    com at be ca cl cn de dk es eu fi fr hk ie in it jp nl no ph ru se co.in co.kr co.uk co.za com.ar com.au
    com.co com.mx com.my com.pe com.ph com.pk com.pt com.sg com.ve
  `,
  msn: "com",
  passport: "com net",
  windowslive: "com es",
  gmail: "com",
  googlemail: "com",
  icloud: "com",
  me: "com",
  yahoo: `
    com at be ca ch cl cn cz de dk es fi fr gr hu ie in it jp nl no pl pt ro ru se co.id co.il co.in co.jp co.kr
    co.nz co.th co.uk co.za com.ar com.au com.br com.cn com.co com.hk com.mx com.my com.pe com.ph com.sg com.tr
    com.tw com.ve com.vn
  `,
  aol: `
    com at be ch cl cz de dk es fi fr hk in it jp kr nl nz pl ru se tw co.nz co.uk com.ar com.au com.br com.co
    com.mx com.tr com.ve
  `,
  proton: "me",
  gmx: "com net org info at ch de es eu fr it us co.uk",
};

const consumerDomains = new Set(
  Object.entries(consumerServices).flatMap(([name, endings]) =>
    endings
      .trim()
      .split(/\s+/)
      .map((end) => `${name}.${end}`),
  ),
);

/** Whether the domain, in ASCII form, is that of a consumer mail service, which no company's tenant has. */
export const isConsumerDomain = (domain: string): boolean => consumerDomains.has(domain);

/** Returns an address's principal: the same for all spellings that differ in case or in the domain's script form. */
export const principalOf = (address: string): string =>
  (parseAddress(address)?.address ?? address.trim()).toLowerCase();

/** Returns the principal with its international domain in Unicode, as people write it; any other unchanged. */
export function inOwnScript(principal: string): string {
  const at = principal.lastIndexOf("@") + 1;
  const domain = principal.slice(at);
  return principal.slice(0, at) + (domainToUnicode(domain) || domain);
}
