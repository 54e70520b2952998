import { minutes } from "../support/test-clock";
import { expectFocus, openBrowserWorld, violations, type BrowserWorld } from "./support/browser";
import { move, profile } from "./support/parts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterEach(() => world.leave());
afterAll(() => world.close());

/** An owner without an MPN ID, whose work e-mail has just been accepted. */
async function asksForMembership() {
  const made = await world.account({ mpn: "none" });
  const page = await world.visit(made.owner, `${profile(made)}/migration`);
  const dialog = await move(page);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await dialog.getByRole("button", { name: "Use this address" }).click();
  await dialog.getByRole("radiogroup", { name: "How do you want to continue?" }).waitFor();
  return { made, page, dialog };
}

test("a non-member applies, follows the vetting steps, and the account moves once authorized", async () => {
  const { made, page, dialog } = await asksForMembership();
  await dialog.getByRole("radio", { name: "Apply for membership" }).check();
  const apply = dialog.getByRole("button", { name: "Apply", exact: true });
  await apply.click();
  await dialog.getByText("You must accept the agreement to apply.").waitFor();
  expect(await violations(page)).toEqual([]);

  const agreement = dialog.getByRole("link", { name: "Read the partner agreement, version 2026-07" });
  expect(await agreement.getAttribute("href")).toMatch(/^https:/);
  await dialog.getByRole("checkbox", { name: /I accept the partner agreement/ }).check();
  await dialog.getByRole("textbox", { name: "Contact’s e-mail" }).fill("nobody");
  await apply.click();
  await dialog.getByText("This must not be blank.").waitFor();
  await dialog.getByText("This is not an e-mail address.").waitFor();
  expect(await violations(page)).toEqual([]);

  await dialog.getByRole("textbox", { name: "Contact’s e-mail" }).fill(made.owner);
  await dialog.getByRole("textbox", { name: "Legal business name" }).fill("Northwind Traders Inc.");
  await apply.click();
  const steps = dialog.getByRole("list", { name: "Vetting steps" });
  await steps.waitFor();
  await page.getByText("Microsoft is vetting your").waitFor();
  await world.settle();
  expect(await violations(page)).toEqual([]);

  const vet = async (change: { status: string; step?: string }) => {
    await world.simulator.vetting({ tenantId: made.tenant.tenantId, ...change });
    world.clock.advance(minutes(15));
    await world.settle();
  };
  await vet({ status: "Pending", step: "BusinessVerification" });
  await steps.locator("[aria-current=step]").getByText("The business").waitFor();
  await vet({ status: "Authorized" });
  await dialog.getByText("is now managed in Partner Center").waitFor();
});

test("an unusable MPN ID is refused with its reason, and the work e-mail can then be changed", async () => {
  const { page, dialog } = await asksForMembership();
  const other = await world.account({ mpn: "own" });
  const field = dialog.getByRole("textbox", { name: "MPN ID" });
  for (const [given, told] of [
    ["MPN-1", "An MPN ID is 1 to 10 digits"],
    ["999", "Partner Center does not recognise MPN ID 999"],
    [other.mpnId!, `is registered to ${other.tenant.displayName}`],
  ] as const) {
    await field.fill(given);
    await field.press("Enter");
    await dialog.getByRole("alert").getByText(told).waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
  }
  expect(await violations(page)).toEqual([]);

  await dialog.getByRole("button", { name: "Change: Work e-mail" }).click();
  await dialog.getByRole("textbox", { name: "Work e-mail" }).fill(other.employee);
  await dialog.getByRole("button", { name: "Use this address" }).click();
  await dialog.getByRole("textbox", { name: "Code" }).waitFor();
});

test("an application for a tenant that is already a member offers its MPN ID instead", async () => {
  const { made, page, dialog } = await asksForMembership();
  const member = await world.account();
  await world.simulator.learn({
    mpnAccounts: [{ ...(member.world.mpnAccounts[0] as object), associatedTenants: [made.tenant.tenantId] }],
  });
  await dialog.getByRole("radio", { name: "Apply for membership" }).check();
  await dialog.getByRole("checkbox", { name: /I accept/ }).check();
  await dialog.getByRole("textbox", { name: "Legal business name" }).fill("Contoso Ltd");
  await dialog.getByRole("textbox", { name: "Contact’s e-mail" }).fill(made.owner);
  await dialog.getByRole("button", { name: "Apply", exact: true }).click();
  await dialog.getByRole("button", { name: `Use MPN ID ${member.mpnId}` }).press("Enter");
  const field = dialog.getByRole("textbox", { name: "MPN ID" });
  expect(await field.inputValue()).toBe(member.mpnId);
  await expectFocus(page, "INPUT by.existingMpnId");
  await field.press("Enter");
  await dialog.getByText("The answers are being checked").waitFor();
});

test("an MPN ID of the owner's own organisation moves the account", async () => {
  const { made, dialog } = await asksForMembership();
  const mpnId = String(1_000_000_000 + Number.parseInt(made.publisherId.slice(1, 8), 16));
  const { tenantId, displayName: partnerName } = made.tenant;
  const known = { mpnId, partnerName, tenantId, associatedTenants: [], locations: [], standing: "ACTIVE" };
  await world.simulator.learn({ mpnAccounts: [known] });
  await dialog.getByRole("textbox", { name: "MPN ID" }).fill(mpnId);
  await dialog.getByRole("button", { name: "Use this MPN ID" }).click();
  await dialog.getByText("The answers are being checked").waitFor();
  await world.settle();
  await dialog.getByText("is now managed in Partner Center").waitFor();
});
