/** A ref for a button: when it disappears while it has the focus, the heading above it gets the focus. */
export const passFocus = (button: HTMLElement | null) => (): void => {
  if (button === document.activeElement)
    button?.closest("section, main")?.querySelector<HTMLElement>("h1[tabindex], h2[tabindex]")?.focus();
};
