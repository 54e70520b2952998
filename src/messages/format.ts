import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en";
import type { Locale } from "./locale";
import { sv } from "./sv";

/** The key of a sentence. */
export type MessageKey = keyof typeof en;

/** What stands in a sentence's places. */
export type MessageParams = Record<string, string | number | boolean | Date | null | undefined>;

/** What stands in a row in place of somebody whose personal data was erased; no text that people can type is the same. */
export const formerPerson = "\u0000former";

const catalogues: Readonly<Record<Locale, Record<MessageKey, string>>> = { en, sv };
const compiled = new Map<string, IntlMessageFormat>();

/** The sentence in that language. */
export function format(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  const text = catalogues[locale][key];
  // Most sentences are only said.
  if (!/[{']/.test(text)) return text;
  const id = `${locale}:${key}`;
  let message = compiled.get(id);
  if (!message) {
    message = new IntlMessageFormat(
      text,
      locale,
      { time: { short: { hour: "2-digit", minute: "2-digit", timeZone: "UTC" } } },
      { ignoreTag: true },
    );
    compiled.set(id, message);
  }
  const named = Object.entries(params).filter(([, value]) => value === formerPerson);
  if (named.length === 0) return String(message.format(params));
  const former = catalogues[locale]["person.former"];
  const sentence = String(message.format({ ...params, ...Object.fromEntries(named.map(([name]) => [name, former])) }));
  return sentence.startsWith(former) ? former.charAt(0).toLocaleUpperCase(locale) + sentence.slice(1) : sentence;
}

/** Whether there is a sentence of that key. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);
