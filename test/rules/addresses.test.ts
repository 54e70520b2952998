import { isConsumerDomain, parseAddress, principalOf } from "../../src/address";

const long = (length: number): string => `${"a".repeat(60)}@${`${"b".repeat(60)}.`.repeat(4)}com`.slice(-length);

test.each([
  ["owner@contoso.com", "owner@contoso.com"],
  [" owner@contoso.com ", "owner@contoso.com"],
  ["Owner@CONTOSO.Com", "Owner@contoso.com"],
  ["o'neil@contoso.com", "o'neil@contoso.com"],
  ["first.last+tag@mail.contoso.co.uk", "first.last+tag@mail.contoso.co.uk"],
  ["owner@bücher.example", "owner@xn--bcher-kva.example"],
  ["owner@BÜCHER.example", "owner@xn--bcher-kva.example"],
  ["owner@xn--bcher-kva.example", "owner@xn--bcher-kva.example"],
  ["owner@ｃｏｎｔｏｓｏ.com", "owner@contoso.com"],
  ["owner@contoso。com", "owner@contoso.com"],
  ["owner@conto\u00adso.com", "owner@contoso.com"],
  ["a/b?c#d%6f@contoso.com", "a/b?c#d%6f@contoso.com"],
  ["a/b?c#d%6f@BÜCHER.example", "a/b?c#d%6f@xn--bcher-kva.example"],
])("%j is parsed as the address %j", (typed, address) => {
  expect(parseAddress(typed)).toEqual({ address, domain: address.split("@")[1] });
});

test.each([
  "",
  "contoso.com",
  "@contoso.com",
  "owner@",
  "owner@contoso",
  "owner@@contoso.com",
  "own er@contoso.com",
  '"owner"@contoso.com',
  '"a@evil.com"@contoso.com',
  "owner\\@contoso.com",
  "owner@contoso.com\r\nBcc: all@contoso.com",
  "owner\u0000@contoso.com",
  "owner@contoso.com,other@contoso.com",
  "owner@[127.0.0.1]",
  "owner@127.0.0.1",
  "<owner@contoso.com>",
  "Olga <owner@contoso.com>",
  ".owner@contoso.com",
  "owner..x@contoso.com",
  "owner@-contoso.com",
  "owner@contoso..com",
  "ownér@contoso.com",
  "owner@contoso.com/evil.example.org",
  "owner@contoso.com?x",
  "owner@contoso.com#x",
  "owner@cont%6Fso.com",
  "owner@%ef%bd%83ontoso.com",
  "owner@contoso.com:443",
  "owner@cont_oso.com",
  "owner@bücher.example/x",
  "owner@contoso.com／x",
  "owner@cont％6Fso.com",
  "owner@contoso\u3000.com",
  "owner@contoso\u0085.com",
  long(255),
])("%j is not an address", (typed) => {
  expect(parseAddress(typed)).toBeNull();
});

test("all spellings of an address have one principal, and other IDs are trimmed and lower-cased", () => {
  const spellings = ["Owner@BÜCHER.example", " owner@xn--bcher-kva.example", "OWNER@bücher.EXAMPLE"];
  expect(new Set(spellings.map(principalOf))).toEqual(new Set(["owner@xn--bcher-kva.example"]));
  expect(principalOf(" An-Application-ID ")).toBe("an-application-id");
  expect(principalOf("owner@contoso.com/Evil")).toBe("owner@contoso.com/evil");
});

test.each([
  "outlook.com",
  "outlook.co.uk",
  "hotmail.com",
  "hotmail.se",
  "live.com",
  "live.co.uk",
  "live.se",
  "outlook.fr",
  "outlook.com.br",
  "hotmail.co.uk",
  "msn.com",
  "gmail.com",
  "googlemail.com",
  "icloud.com",
  "me.com",
  "aol.com",
  "yahoo.com",
  "yahoo.de",
  "yahoo.co.uk",
  "yahoo.co.jp",
  "proton.me",
  "gmx.de",
])("%s is a consumer domain", (domain) => {
  expect(isConsumerDomain(domain)).toBe(true);
});

test.each([
  "contoso.com",
  "outlook.contoso.com",
  "myoutlook.com",
  "outlook.com.contoso.com",
  "hotmail.example",
  "live.contoso.se",
  "notgmail.com",
  "contoso-gmail.com",
  "me.contoso.com",
  "proton.energy",
  "proton.ai",
  "live.ibm.com",
  "live.io",
  "passport.io",
  "yahoo.contoso.com",
  "gmx.contoso.de",
  "gmail.dev",
  "msn.abc.de",
])("%s is not a consumer domain", (domain) => {
  expect(isConsumerDomain(domain)).toBe(false);
});
