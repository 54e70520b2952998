import { IntlMessageFormat } from "intl-messageformat";
import { en } from "../../web/text/en";
import { sv } from "../../web/text/sv";
import { filling, placesOf } from "../support/places";

const keys = Object.keys(en) as (keyof typeof en)[];

test.each(keys)("the page's text %s exists in both languages with the same placeholders", (key) => {
  expect(placesOf(sv[key])).toEqual(placesOf(en[key]));
  const params = Object.fromEntries(placesOf(en[key]).map(filling));
  for (const [locale, message] of [["en", en[key]] as const, ["sv", sv[key]] as const]) {
    const text = String(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).format(params));
    expect(text).not.toMatch(/[{}]|undefined|null| {2}| [.,:]|^\s*$/);
  }
});
