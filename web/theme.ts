import { webLightTheme, type Theme } from "@fluentui/react-components";

/** Fluent's light theme with the page's fonts. */
export const theme: Theme = {
  ...webLightTheme,
  fontFamilyBase: "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, 'Helvetica Neue', Arial, sans-serif",
};

/** The few colors that are not Fluent's. */
export const colors = {
  /** The banner: the one strong color of the page. */
  banner: "#ffd335",
  onBanner: "#242424",
  /** The bar at the top. */
  bar: "#0b2a4a",
  ground: "#f5f6f8",
};
