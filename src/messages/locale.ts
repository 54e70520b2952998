import Negotiator from "negotiator";

/** The languages that the product speaks. */
export type Locale = "en" | "sv";

const locales: Locale[] = ["en", "sv"];

/** The language that an Accept-Language header asks for; English when none of ours is acceptable. */
export function negotiateLocale(acceptLanguage: string | undefined): Locale {
  if (!acceptLanguage) return "en";
  return localeOf(new Negotiator({ headers: { "accept-language": acceptLanguage } }).language(locales));
}

/** The language of that name; English for any other. */
export const localeOf = (name: string | null | undefined): Locale => locales.find((locale) => locale === name) ?? "en";
