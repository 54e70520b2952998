/** The languages that the page speaks. */
export type Locale = "en" | "sv";

/** The first of the wanted languages that the page speaks; English when it speaks none. */
export function chooseLocale(wanted: readonly string[]): Locale {
  for (const language of wanted) {
    const name = language.toLowerCase().split("-")[0];
    if (name === "en" || name === "sv") return name;
  }
  return "en";
}

/** The language of this browser. */
export const locale = chooseLocale(navigator.languages);
