import Negotiator from "negotiator";

/** The languages that the product speaks. */
export type Locale = "en" | "sv";

const locales: Locale[] = ["en", "sv"];

/** Returns the language that an Accept-Language header asks for; English if it accepts none of ours. */
export function negotiateLocale(acceptLanguage: string | undefined): Locale {
  if (!acceptLanguage) return "en";
  return localeOf(new Negotiator({ headers: { "accept-language": acceptLanguage } }).language(locales));
}

/** Returns the language of that name; English for any other name. */
export const localeOf = (name: string | null | undefined): Locale => locales.find((locale) => locale === name) ?? "en";
