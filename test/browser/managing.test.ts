import { addUser, changed } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { expectFocus, openBrowserWorld, violations, type BrowserWorld } from "./support/browser";
import { banner, profile } from "./support/parts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterEach(() => world.leave());
afterAll(() => world.close());

test("an owner adds a user, sees the sync to CPP, changes the role and removes the user", async () => {
  const { made } = await migrate(world);
  const stranger = await world.account();
  const page = await world.visit(made.owner, profile(made));
  const add = page.getByRole("button", { name: "Add user" });
  await add.click();
  const dialog = page.getByRole("dialog", { name: "Add a user" });
  const email = dialog.getByRole("textbox", { name: "Work e-mail" });
  await email.fill(stranger.employee);
  await email.press("Enter");
  await dialog.getByText(`Enter an address at ${made.tenant.displayName} instead.`).waitFor();
  await expectFocus(page, "INPUT email");
  expect(await violations(page)).toEqual([]);
  await email.fill(made.owner);
  await email.press("Enter");
  await dialog.getByText("This user already has a role on the account").waitFor();
  await email.fill(made.employee);
  await email.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  const row = page.getByRole("row").filter({ hasText: made.employee });
  await row.getByText("Developer").waitFor();
  await row.getByText("On its way").waitFor();
  await world.settle();
  await row.getByText("Synced").waitFor();
  expect((await world.simulator.state(made.publisherId)).cpp.users).toContainEqual(
    expect.objectContaining({ principal: made.employee, role: "Contributor" }),
  );
  expect(await violations(page)).toEqual([]);

  await row.getByRole("button", { name: /^Change the role of/ }).click();
  const roles = page.getByRole("dialog", { name: /^Change the role of/ });
  await roles.getByRole("combobox", { name: "Role" }).selectOption("MARKETER");
  await roles.getByText("No access to Cloud Partner Portal").waitFor();
  expect(await violations(page)).toEqual([]);
  await roles.getByRole("button", { name: "Save" }).click();
  await row.getByText("Marketer").waitFor();
  await expectFocus(page, /^BUTTON Change the role of/);
  await world.settle();

  await row.getByRole("button", { name: /^Remove/ }).click();
  const removal = page.getByRole("dialog", { name: /^Remove/ });
  expect(await violations(page)).toEqual([]);
  await removal.getByRole("button", { name: "Remove" }).click();
  await removal.waitFor({ state: "detached" });
  await row.waitFor({ state: "detached" });
  await expectFocus(page, "H2 Users");
  await page.getByRole("switch", { name: "Show removed users" }).check();
  await row.getByText("Removed").waitFor();
  await page.getByRole("list", { name: "Activity" }).getByText("was removed").waitFor();
});

test.each(["with", "without"])(
  "%s a socket, a list that was opened further stays open as its users change",
  async (how) => {
    const users = Array.from({ length: 50 }, (_, i) => ({
      ...{ kind: "person", email: `u${i}@outlook.com`, displayName: `Person ${i}` },
      ...{ role: "Contributor", identity: "microsoftAccount" },
    }));
    const { made, owner } = await migrate(world, { users });
    changed(await addUser(owner, made, made.employee));
    const page = await world.visit(made.owner, profile(made), {
      prepare: async (context) => {
        if (how === "without") await context.routeWebSocket(/graphql/, (socket) => socket.close());
      },
    });
    const row = page.getByRole("row").filter({ hasText: made.employee });
    const more = page.getByRole("button", { name: "Show more users" });
    await more.click();
    await page.getByText("Person 30").waitFor();
    await more.click();
    await row.getByText("On its way").waitFor();
    await world.settle();
    await row.getByText("Synced").waitFor();
    await page.getByRole("button", { name: "Remove Contributor" }).click();
    await page
      .getByRole("dialog", { name: /^Remove/ })
      .getByRole("button", { name: "Remove" })
      .click();
    await page.getByText("53 users").waitFor();
    expect(await page.locator("[role=row]").count()).toBe(1 + 53);
  },
);

test("a removal dialog stays usable when another owner removes the same user first", async () => {
  const { made } = await migrate(world);
  const page = await world.visit(made.owner, profile(made));
  const other = await world.visit(made.secondOwner, profile(made));
  const rowOn = (where: typeof page) => where.getByRole("row").filter({ hasText: made.contributor });
  await rowOn(page)
    .getByRole("button", { name: /^Remove/ })
    .click();
  const removal = page.getByRole("dialog", { name: /^Remove/ });
  await removal.waitFor();

  await rowOn(other)
    .getByRole("button", { name: /^Remove/ })
    .click();
  await other
    .getByRole("dialog", { name: /^Remove/ })
    .getByRole("button", { name: "Remove" })
    .click();
  await rowOn(other).waitFor({ state: "detached" });
  await rowOn(page).waitFor({ state: "detached" });
  await removal.getByRole("button", { name: "Remove" }).click();
  await removal.waitFor({ state: "detached" });
  await expectFocus(page, "H2 Users");
});

test("removing the last owner is refused", async () => {
  const { made } = await migrate(world);
  const page = await world.visit(made.owner, profile(made));
  const row = page.getByRole("row").filter({ hasText: made.owner });
  await row.getByRole("button", { name: /^Remove/ }).click();
  const removal = page.getByRole("dialog", { name: /^Remove/ });
  await removal.getByRole("button", { name: "Remove" }).click();
  await removal.getByText("The account would be left without an owner.").waitFor();
  expect(await violations(page)).toEqual([]);
  await removal.getByRole("button", { name: "Cancel" }).click();
  await removal.waitFor({ state: "detached" });

  await row.getByRole("button", { name: /^Change the role of/ }).click();
  const roles = page.getByRole("dialog", { name: /^Change the role of/ });
  await roles.getByRole("combobox", { name: "Role" }).selectOption("MARKETER");
  await roles.getByRole("button", { name: "Save" }).click();
  await roles.getByText("The account would be left without an owner.").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a settings conflict is reported, the current state is shown, and the edit can then be saved", async () => {
  const { made } = await migrate(world);
  const page = await world.visit(made.owner, profile(made));
  const other = await world.visit(made.secondOwner, profile(made));
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit account settings" });
  expect(await violations(page)).toEqual([]);

  await other.getByRole("button", { name: "Edit" }).click();
  await other.getByRole("textbox", { name: "Publisher name" }).fill("Contoso Two");
  await other.getByRole("button", { name: "Save" }).click();
  await other.getByRole("heading", { level: 1, name: "Contoso Two" }).waitFor();

  await dialog.getByRole("textbox", { name: "Contact’s phone" }).fill("+46 8 99");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText("Somebody else has made a change in the meantime.").waitFor();
  await dialog.getByRole("button", { name: "Show the current state" }).click();
  expect(await dialog.getByRole("textbox", { name: "Publisher name" }).inputValue()).toBe("Contoso Two");
  await expectFocus(page, "INPUT displayName");
  await dialog.getByRole("textbox", { name: "Contact’s phone" }).fill("+46 8 99");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("+46 8 99").waitFor();
  expect((await world.simulator.state(made.publisherId)).partnerCenter!.settings.companyName).toBe("Contoso Two");

  const timeline = page.getByRole("list", { name: "Activity" });
  await page.getByRole("button", { name: "Show earlier activity" }).click();
  await timeline.getByText("The migration is waiting for an owner's answer.").waitFor();
  expect(await violations(page)).toEqual([]);
});

test("a contributor gets a link to write to an owner and no button that changes anything", async () => {
  const made = await world.account();
  const page = await world.visit(made.contributor, `${profile(made)}/migration`);
  await banner(page).getByText("An owner must act").waitFor();
  const write = banner(page).getByRole("link", { name: "Write to Owner" });
  expect(await write.getAttribute("href")).toBe(`mailto:${made.owner}`);
  await page.getByRole("row").filter({ hasText: made.contributor }).waitFor();
  expect(await page.getByRole("button", { name: /Start|Add user|Edit|Cancel/ }).count()).toBe(0);
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test("the owner of another account sees neither the account nor its name", async () => {
  const [made, other] = [await world.account(), await world.account()];
  const page = await world.visit(other.owner, profile(made));
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
  expect(await page.getByText(made.displayName).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});
