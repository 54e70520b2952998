import { bringTo } from "../support/bring-to";
import { holdAccount, impatiently } from "../support/hold-account";
import { minutes } from "../support/test-clock";
import { lookAt, mailedCode } from "../support/walk";
import { expectFocus, loseNextAnswer, openBrowserWorld, violations, type BrowserWorld } from "./support/browser";
import { banner, move, profile } from "./support/parts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterEach(() => world.leave());
afterAll(() => world.close());

test("an owner whose address matches moves the account, from the banner to Partner Center", async () => {
  const made = await world.account({ displayName: "Contoso Apps" });
  const page = await world.visit(made.owner, "/");
  await page.waitForURL(`${world.url}${profile(made)}`);
  await banner(page).getByText("Action required").waitFor();
  await banner(page).getByText("Move Contoso Apps to Partner Center").waitFor();
  expect(await violations(page)).toEqual([]);

  await banner(page).getByRole("button", { name: "Start the move" }).click();
  await page.waitForURL(`${world.url}${profile(made)}/migration`);
  const dialog = page.getByRole("dialog", { name: "Move Contoso Apps to Partner Center" });
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();

  const field = dialog.getByRole("textbox", { name: "Work e-mail" });
  expect(await field.inputValue()).toBe(made.owner);
  await expectFocus(page, /Waiting for an owner/);
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Use this address" }).click();
  await dialog.getByText("The answers are being checked").waitFor();
  await dialog.getByText("0 of 4 steps done").waitFor();
  await expectFocus(page, /Being checked/);
  expect(await violations(page)).toEqual([]);

  await world.settle();
  await dialog.getByText("4 of 4 steps done").waitFor();
  await dialog.getByText("Contoso Apps is now managed in Partner Center").waitFor();
  expect(await violations(page)).toEqual([]);
  expect(await world.simulator.state(made.publisherId)).toMatchObject({
    cpp: { locked: true },
    partnerCenter: { settings: { companyName: "Contoso Apps" } },
  });

  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await expectFocus(page, /H1|Open Partner Center/);
  const way = banner(page).getByRole("link", { name: "Open Partner Center" });
  expect(await way.getAttribute("href")).toContain(`/publishers/${made.publisherId}`);
  await page.getByRole("list", { name: "Activity" }).getByText("is now managed in Partner Center").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a tenant mismatch names the tenant, and an address there, confirmed by code, moves the account", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const page = await world.visit(made.owner, `${profile(made)}/migration`);
  const dialog = await move(page);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  const field = dialog.getByRole("textbox", { name: "Work e-mail" });
  await field.fill(made.owner);
  await field.press("Enter");
  await dialog.getByText(`Enter an address at ${made.mpnTenant.displayName} instead.`).waitFor();
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  await expectFocus(page, "INPUT workEmail");
  expect(await violations(page)).toEqual([]);

  await page.reload();
  await dialog.getByText(`Enter an address at ${made.mpnTenant.displayName} instead.`).waitFor();

  await field.fill(made.insider);
  await field.press("Enter");
  const code = dialog.getByRole("textbox", { name: "Code" });
  await code.waitFor();
  await expectFocus(page, "INPUT code");
  expect(await violations(page)).toEqual([]);
  await world.settle();
  const first = await mailedCode(world, made.insider);
  await code.fill(first === "000000" ? "111111" : "000000");
  await code.press("Enter");
  await dialog.getByText("4 attempts are left").waitFor();
  await expectFocus(page, "INPUT code");
  expect(await violations(page)).toEqual([]);

  await dialog.getByRole("button", { name: "Send a new code" }).click();
  await page.getByText(`A new code is on its way to ${made.insider}`).waitFor();
  await world.settle();
  await code.fill(await mailedCode(world, made.insider));
  await code.press("Enter");
  await dialog.getByText("The answers are being checked").waitFor();
  await world.settle();
  await dialog.getByText("is now managed in Partner Center").waitFor();
});

test("who wants another code long after a lost answer gets one", async () => {
  const made = await world.account({ mpn: "other-tenant" });
  const page = await world.visit(made.owner, `${profile(made)}/migration`);
  const dialog = await move(page);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await dialog.getByRole("textbox", { name: "Work e-mail" }).fill(made.insider);
  await dialog.getByRole("button", { name: "Use this address" }).click();
  const code = dialog.getByRole("textbox", { name: "Code" });
  await code.waitFor();
  const renew = dialog.getByRole("button", { name: "Send a new code" });
  const mails = async () => {
    await world.settle();
    return (await world.simulator.mailbox(made.insider)).length;
  };
  expect(await mails()).toBe(1);

  await loseNextAnswer(page, "SubmitWorkEmail");
  await renew.click();
  await dialog.getByText("it is unclear whether this went through").waitFor();
  expect(await mails()).toBe(2);
  await renew.click();
  await dialog.getByText("A new code is on its way").waitFor();
  expect(await mails()).toBe(2);

  await loseNextAnswer(page, "SubmitWorkEmail");
  await renew.click();
  await dialog.getByText("it is unclear whether this went through").waitFor();
  expect(await mails()).toBe(3);
  await page.getByText(`A code is on its way to ${made.insider}`).nth(2).waitFor();
  await page.evaluate("{ const { now } = Date; Date.now = () => now() + 20 * 60_000; }");
  world.clock.advance(minutes(20));
  await renew.click();
  await dialog.getByText("it is unclear whether this went through").waitFor({ state: "detached" });
  expect(await mails()).toBe(4);
  await code.fill(await mailedCode(world, made.insider));
  await code.press("Enter");
  await dialog.getByText("The answers are being checked").waitFor();
});

test("who is not answered in time is told that the outcome is unclear, and goes on when it has taken effect", async () => {
  const made = await world.account();
  const page = await world.visit(made.owner, `${profile(made)}/migration`);
  const dialog = await move(page);
  const { id } = await lookAt(await world.as(made.owner), made.publisherId);
  const release = await holdAccount(world, id);
  await impatiently(async () => {
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await dialog.getByText("not responding right now, so it is unclear whether this went through").waitFor();
  });
  expect(await violations(page)).toEqual([]);
  await release();
  await dialog.getByRole("textbox", { name: "Work e-mail" }).waitFor();
});

test("a personal account is refused its own address and moves the account with a work e-mail", async () => {
  const made = await world.account({ signIn: "personal" });
  const page = await world.visit(made.owner, `${profile(made)}/migration`);
  const dialog = await move(page);
  await dialog.getByText("does not accept personal Microsoft accounts").waitFor();
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  const field = dialog.getByRole("textbox", { name: "Work e-mail" });
  await field.fill(made.owner);
  await field.press("Enter");
  await dialog.getByText(`${made.owner} is a personal Microsoft account`).waitFor();
  expect(await violations(page)).toEqual([]);

  await field.fill(made.employee);
  await field.press("Enter");
  await dialog.getByRole("textbox", { name: "Code" }).waitFor();
  await dialog.getByRole("button", { name: "Use another address" }).press("Enter");
  await field.waitFor();
  await expectFocus(page, "INPUT workEmail");
  await dialog.getByRole("button", { name: "Back to the code" }).press("Enter");
  await dialog.getByRole("textbox", { name: "Code" }).waitFor();
  await expectFocus(page, "INPUT code");
  await world.settle();
  await dialog.getByRole("textbox", { name: "Code" }).fill(await mailedCode(world, made.employee));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await dialog.getByText("The answers are being checked").waitFor();
  await world.settle();
  await dialog.getByText("is now managed in Partner Center").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("row").filter({ hasText: made.contributor }).getByText("Developer").waitFor();
  await page.getByText("Needs a work account").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a failed move shows its reason and correlation ID, and completes when retried", async () => {
  const { made } = await bringTo(world, "FAILED");
  const page = await world.visit(made.owner, profile(made), {
    prepare: (context) => context.grantPermissions(["clipboard-read", "clipboard-write"]),
  });
  await banner(page).getByText("has stopped").waitFor();
  await banner(page).getByRole("button", { name: "See what to do" }).click();
  const dialog = await move(page);
  await dialog.getByText("The company name is not valid").waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Copy: Correlation ID" }).click();
  await dialog.getByRole("button", { name: "Copied: Correlation ID" }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(await dialog.locator("code").innerText());

  // As over plain HTTP.
  await page.evaluate("delete Navigator.prototype.clipboard");
  await dialog.getByRole("button", { name: "Copied: Correlation ID" }).click();
  await dialog.getByText("Correlation ID could not be copied.").waitFor();
  expect(await page.evaluate("getSelection().toString()")).toBe(await dialog.locator("code").innerText());

  await dialog.getByRole("button", { name: "Try again" }).click();
  await dialog.getByText("The answers are being checked").waitFor();
  await world.settle();
  await dialog.getByText("4 of 4 steps done").waitFor();
});

test("who tries the move again on the page itself keeps the focus there", async () => {
  const { made } = await bringTo(world, "FAILED");
  const page = await world.visit(made.owner, profile(made));
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByText("The answers are being checked").first().waitFor();
  await expectFocus(page, "H2 Move to Partner Center");
});

test("an owner cancels the move and starts it again", async () => {
  const { made } = await bringTo(world, "ACTION_REQUIRED");
  const page = await world.visit(made.owner, profile(made));
  await page.getByRole("button", { name: "Cancel the move" }).click();
  const asked = page.getByRole("dialog", { name: "Cancel the move?" });
  expect(await violations(page)).toEqual([]);
  await asked.getByRole("button", { name: "Keep going" }).click();
  await asked.waitFor({ state: "hidden" });
  await expectFocus(page, "BUTTON Cancel the move");

  await page.getByRole("button", { name: "Cancel the move" }).click();
  await asked.getByRole("button", { name: "Cancel the move" }).click();
  await page.getByText("The move was canceled, and nothing was changed.").waitFor();
  await expectFocus(page, "H2 Move to Partner Center");
  await banner(page).getByRole("button", { name: "Start the move" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("textbox", { name: "Work e-mail" }).waitFor();
});
