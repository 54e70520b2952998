import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en";
import type { Locale } from "./locale";
import { sv } from "./sv";

/** The key of a sentence. */
export type MessageKey = keyof typeof en;

/** The values of a sentence's placeholders. */
export type MessageParams = Record<string, string | number | boolean | Date | null | undefined>;

/** Stored in place of a person whose data was erased; no text that people can type equals it. */
export const formerPerson = "\u0000former";

type Sentence = (params: MessageParams) => string;

const catalogues: Readonly<Record<Locale, Record<MessageKey, string>>> = { en, sv };
const sentences: Readonly<Record<Locale, Map<MessageKey, Sentence>>> = { en: new Map(), sv: new Map() };

/** Returns the sentence in that language. */
export function format(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  const known = sentences[locale];
  let sentence = known.get(key);
  if (!sentence) known.set(key, (sentence = compile(locale, catalogues[locale][key])));
  for (const name in params) if (params[name] === formerPerson) return withoutName(locale, sentence, params);
  return sentence(params);
}

function compile(locale: Locale, text: string): Sentence {
  // Most sentences have no placeholders.
  if (!/[{']/.test(text)) return () => text;
  const formats = { time: { short: { hour: "2-digit", minute: "2-digit", timeZone: "UTC" } } } as const;
  const message = new IntlMessageFormat(text, locale, formats, { ignoreTag: true });
  return (params) => String(message.format(params));
}

/** Returns the sentence about a person whose name was erased. */
function withoutName(locale: Locale, sentence: Sentence, params: MessageParams): string {
  const former = catalogues[locale]["person.former"];
  const named = Object.entries(params).map(([name, value]) => [name, value === formerPerson ? former : value]);
  const said = sentence(Object.fromEntries(named) as MessageParams);
  return said.startsWith(former) ? former.charAt(0).toLocaleUpperCase(locale) + said.slice(1) : said;
}

/** Whether a sentence has that key. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);
