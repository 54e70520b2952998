import type { Locator, Page } from "playwright-core";
import type { MadeAccount } from "../../support/accounts";

/** The path of an account's page. */
export const profile = ({ publisherId }: Pick<MadeAccount, "publisherId">): string => `/publishers/${publisherId}`;

/** The yellow banner. */
export const banner = (page: Page): Locator => page.getByRole("region", { name: /^(Notice|Meddelande)$/ });

/** Waits for the dialog that guides an owner through the move. */
export async function move(page: Page): Promise<Locator> {
  const dialog = page.getByRole("dialog", { name: /to Partner Center$|till Partner Center$/ });
  await dialog.waitFor();
  return dialog;
}
