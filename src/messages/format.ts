import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en";
import type { Locale } from "./locale";
import { sv } from "./sv";

/** The key of a sentence. */
export type MessageKey = keyof typeof en;

/** What stands in a sentence's places. */
export type MessageParams = Record<string, string | number | boolean | Date | null | undefined>;

const catalogues: Readonly<Record<Locale, Record<MessageKey, string>>> = { en, sv };
const compiled = new Map<string, IntlMessageFormat>();

/** The sentence in that language. */
export function format(locale: Locale, key: MessageKey, params: MessageParams = {}): string {
  const id = `${locale}:${key}`;
  let message = compiled.get(id);
  if (!message) {
    message = new IntlMessageFormat(
      catalogues[locale][key],
      locale,
      { time: { short: { hour: "2-digit", minute: "2-digit", timeZone: "UTC" } } },
      { ignoreTag: true },
    );
    compiled.set(id, message);
  }
  return String(message.format(params));
}

/** Whether there is a sentence of that key. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key);
