import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en";
import { locale, type Locale } from "./locale";
import { sv } from "./sv";

/** The key of a sentence of the page. */
export type TextKey = keyof typeof en;

const catalogues: Readonly<Record<Locale, Record<TextKey, string>>> = { en, sv };
const compiled = new Map<TextKey, IntlMessageFormat>();

/** Returns the sentence in the browser's language. */
export function text(key: TextKey, params: Record<string, string | number> = {}): string {
  let message = compiled.get(key);
  if (!message) {
    message = new IntlMessageFormat(catalogues[locale][key], locale, undefined, { ignoreTag: true });
    compiled.set(key, message);
  }
  return String(message.format(params));
}

const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

/** Formats a point in time for people. */
export const instantText = (at: string): string => instant.format(new Date(at));

/** Joins the parts that are neither null nor empty. */
export const listText = (parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(" · ");
