import { webDarkTheme, webLightTheme, type Theme } from "@fluentui/react-components";

/** Writes translucent colors in hexadecimal: Fluent drops values that have parentheses within parentheses. */
const inHex = (color: unknown): string =>
  String(color).replace(/^rgba\((.+)\)$/, (_, parts: string) => {
    const [red, green, blue, alpha] = parts.split(",").map(Number);
    return `#${[red!, green!, blue!, alpha! * 255].map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
  });
const inBoth = (name: keyof Theme) => [name, `light-dark(${inHex(webLightTheme[name])}, ${inHex(webDarkTheme[name])})`];
const themeColors = (Object.keys(webLightTheme) as (keyof Theme)[]).filter((name) => name.startsWith("color"));

/** Fluent's light and dark themes in one, with the page's fonts: the browser picks each color by `color-scheme`. */
export const theme: Theme = {
  ...webLightTheme,
  ...(Object.fromEntries(themeColors.map(inBoth)) as Partial<Theme>),
  fontFamilyBase: "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, 'Helvetica Neue', Arial, sans-serif",
};

/** The few colors that are not Fluent's: base.css defines them. */
export const colors = {
  banner: "var(--banner)",
  bar: "var(--bar)",
};
