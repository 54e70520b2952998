import type { Page, WebSocketRoute } from "playwright-core";
import { TimelineDocument } from "../generated/graphql";
import { addUser, changed, changeRole } from "../support/manage-users";
import { portfolio } from "../support/portfolio";
import { start } from "../support/walk";
import { expectFocus, openBrowserWorld, violations, type BrowserWorld } from "./support/browser";
import { banner, move, profile } from "./support/parts";

let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
});
afterEach(() => world.leave());
afterAll(() => world.close());

test("the development sign-in finds a person, signs in as that person and signs out again", async () => {
  const made = await world.account();
  const page = await world.visit(null, "/");
  await page.getByRole("searchbox", { name: "Find by name or address" }).fill(made.owner);
  const person = page.getByRole("button", { name: made.owner });
  await person.getByText(`Owner of ${made.displayName}`).waitFor();
  expect(await violations(page)).toEqual([]);
  await person.click();
  await banner(page).waitFor();
  await expectFocus(page, `H1 ${made.displayName}`);
  await page.getByRole("button", { name: /^Signed in as/ }).click();
  await page.getByText(made.owner).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await expectFocus(page, "H1 Sign in");
});

test("a viewer with several accounts finds one by name and opens it", async () => {
  const names = ["Alpha Tools", "Beta Games", "Gamma Maps"];
  const { made } = await portfolio(world, names);
  const page = await world.visit(made.owner, "/");
  await page.getByText("3 accounts").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("searchbox", { name: "Find by name or publisher ID" }).fill("gam");
  await page.getByText("2 accounts").waitFor();
  await page.getByRole("searchbox").fill("nothing of the kind");
  await page.getByText("No account matches “nothing of the kind”.").waitFor();
  await page.getByRole("searchbox").fill("beta");
  await page.getByRole("link", { name: /Beta Games/ }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Beta Games" }).waitFor();
  await expectFocus(page, "H1 Beta Games");
  await page.getByRole("link", { name: "Accounts (3)" }).press("Enter");
  await page.getByRole("link", { name: /Alpha Tools/ }).waitFor();
  await expectFocus(page, "H1 Your publisher accounts");
});

test("the page turns dark and light with the system, at once, and its banner stays yellow", async () => {
  const made = await world.account();
  const page = await world.visit(made.owner, profile(made));
  await banner(page).waitFor();
  const colors = async (colorScheme: "dark" | "light") => {
    await page.emulateMedia({ colorScheme });
    const color = (selector: string, name: string) => `getComputedStyle(document.querySelector("${selector}")).${name}`;
    return page.evaluate<string[]>(
      `[${color("body", "backgroundColor")}, ${color("h1", "color")}, ${color("section", "backgroundColor")}]`,
    );
  };
  const yellow = "rgb(255, 211, 53)";
  expect(await colors("dark")).toEqual(["rgb(26, 27, 29)", "rgb(255, 255, 255)", yellow]);
  expect(await colors("light")).toEqual(["rgb(245, 246, 248)", "rgb(36, 36, 36)", yellow]);
});

test("at phone width in Swedish, the profile and a tenant mismatch fit without horizontal scrolling", async () => {
  const made = await world.account({ mpn: "other-tenant", displayName: `Elektrizitäts${"gesellschafts".repeat(8)}AG` });
  const page = await world.visit(made.owner, profile(made), { locale: "sv-SE", width: 320 });
  const overflow = () => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
  await banner(page).getByText("Åtgärd krävs").waitFor();
  await page.getByRole("heading", { name: "Användare" }).waitFor();
  expect(await page.evaluate("document.documentElement.lang")).toBe("sv");
  expect(await overflow()).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await banner(page).getByRole("button", { name: "Påbörja flytten" }).click();
  const dialog = await move(page);
  await dialog.getByRole("button", { name: "Påbörja", exact: true }).click();
  const field = dialog.getByRole("textbox", { name: "E-post på arbetet" });
  await field.fill(made.owner);
  await field.press("Enter");
  await dialog.getByRole("alert").getByText(made.mpnTenant.displayName).waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await field.fill(made.insider);
  await field.press("Enter");
  await dialog.getByRole("textbox", { name: "Kod" }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test("while offline the page says so, and starting again online reuses the idempotency key", async () => {
  const made = await world.account();
  const page = await world.visit(made.owner, `${profile(made)}/migration`);
  const dialog = await move(page);
  const keys: string[] = [];
  page.on("request", (request) => {
    const key = /"idempotencyKey":"(\w+)"/.exec(request.postData() ?? "")?.[1];
    if (key !== undefined) keys.push(key);
  });
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor();
  const start = dialog.getByRole("button", { name: "Start", exact: true });
  await start.click();
  await dialog.getByText("it is unclear whether this went through").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByText("You are offline.").waitFor({ state: "detached" });
  await start.click();
  await dialog.getByRole("textbox", { name: "Work e-mail" }).waitFor();
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

/** Starts the move in the dialog, answers it, and closes the dialog once the account has moved. */
async function completeMove(page: Page): Promise<void> {
  const dialog = await move(page);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await dialog.getByRole("button", { name: "Use this address" }).click();
  await dialog.getByText("The answers are being checked").waitFor();
  await world.settle();
  await dialog.getByText("is now managed in Partner Center").waitFor();
  await page.keyboard.press("Escape");
}

test("without a WebSocket the page follows the move by polling", async () => {
  const made = await world.account();
  const page = await world.visit(made.owner, `${profile(made)}/migration`, {
    prepare: (context) => context.routeWebSocket(/graphql/, (socket) => socket.close()),
  });
  await completeMove(page);
  await page.getByRole("button", { name: "Add user" }).waitFor();
  await page.getByRole("list", { name: "Activity" }).getByText("is now managed in Partner Center").waitFor();
});

test("a move started before the WebSocket opens appears on a page whose timeline was empty", async () => {
  const made = await world.account();
  let opens = false;
  const page = await world.visit(made.owner, profile(made), {
    prepare: (context) =>
      context.routeWebSocket(/graphql/, (socket) => void (opens ? socket.connectToServer() : socket.close())),
  });
  await page.getByText("Nothing has happened yet").waitFor();
  await start(await world.as(made.secondOwner), made);
  opens = true;
  await page.getByRole("list", { name: "Activity" }).waitFor();
});

test("events that are delivered late, or once more after a break, do not come on top of newer ones", async () => {
  const made = await world.account();
  const sockets: WebSocketRoute[] = [];
  let deliver = () => {};
  const delivery = new Promise<void>((resolve) => (deliver = resolve));
  const page = await world.visit(made.owner, `${profile(made)}/migration`, {
    prepare: (context) =>
      context.routeWebSocket(/graphql/, (socket) => {
        sockets.push(socket);
        socket.connectToServer().onMessage((message) => void delivery.then(() => socket.send(message)));
      }),
  });
  await completeMove(page);
  const timeline = page.getByRole("list", { name: "Activity" });
  await timeline.getByText("is now managed in Partner Center").waitFor();

  deliver();
  const other = await world.as(made.secondOwner);
  const user = changed(await addUser(other, made, made.employee));
  await timeline.getByText("was added").waitFor();
  await sockets.at(-1)!.close();
  changed(await changeRole(other, user, "MARKETER"));
  await timeline.getByText("Marketer").waitFor();
  const { account } = await other.run(TimelineDocument, { publisherId: made.publisherId, first: 50 });
  const messages = account!.timeline.nodes.map(({ message }) => message);
  await page.getByRole("button", { name: "Show earlier activity" }).press("Enter");
  await timeline
    .getByRole("listitem")
    .nth(messages.length - 1)
    .waitFor();
  await expectFocus(page, "H2 Activity");
  expect(await timeline.locator("li > :first-child").allInnerTexts()).toEqual(messages);
});

test("an internal error is shown with its ID, and the page loads when retried", async () => {
  const made = await world.account();
  await rename("migration", "gone");
  const page = await world.visit(made.owner, profile(made));
  await page.getByText("Something went wrong on our side.").waitFor();
  expect(await page.locator("code").innerText()).not.toBe("");
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await expectFocus(page, "H1 This page could not be loaded");
  await rename("gone", "migration");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await banner(page).waitFor();
  await expectFocus(page, `H1 ${made.displayName}`);
});

test("a part that could not be loaded is tried again, and the focus stays there", async () => {
  const made = await world.account();
  await rename("timeline_event", "gone");
  const page = await world.visit(made.owner, profile(made));
  await page.getByText("Something went wrong on our side.").waitFor();
  await rename("gone", "timeline_event");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByText("Nothing has happened yet").waitFor();
  await expectFocus(page, "H2 Activity");
});

const rename = (from: string, to: string) =>
  world.app.services.database.write((tx) => tx.query(`ALTER TABLE ${from} RENAME TO ${to}`));
