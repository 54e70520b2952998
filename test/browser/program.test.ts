import { migrate } from "../support/migrate";
import { addUser, changed } from "../support/manage-users";
import { expectFocus, openBrowserWorld, violations, type BrowserWorld } from "./support/browser";
import { profile } from "./support/parts";

const supporter = "support@partner.example";
let world: BrowserWorld;
beforeAll(async () => {
  world = await openBrowserWorld();
  const { tenant } = await world.account();
  const person = { email: supporter, displayName: "Sam Support", tenantId: tenant.tenantId };
  await world.simulator.learn({
    people: [{ ...person, oid: "eb4e907a-4f58-4f55-ace1-56da274788a4", roles: ["Support"] }],
  });
});
afterEach(() => world.leave());
afterAll(() => world.close());

test("support sees the program, finds an account and opens it without any button to change it", async () => {
  const { made } = await migrate(world, { displayName: "Zebra Supplies" });
  const page = await world.visit(supporter, "/");
  await page.waitForURL(`${world.url}/program`);
  const moved = page.getByRole("button", { name: /Moved/ });
  await moved.getByText("1", { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await moved.click();
  await page.getByText("One account").waitFor();
  await page.getByRole("searchbox").fill("zeb");
  await page.getByRole("link", { name: /Zebra Supplies/ }).press("Enter");
  await page.getByRole("heading", { level: 1, name: "Zebra Supplies" }).waitFor();
  await expectFocus(page, "H1 Zebra Supplies");
  await page.getByRole("row").filter({ hasText: made.owner }).waitFor();
  expect(await page.getByRole("button", { name: /Add user|Edit|Start/ }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test("support retries a failed sync, which then succeeds", async () => {
  const { made, owner } = await migrate(world, { displayName: "Yonder Supplies" });
  changed(await addUser(owner, made, made.employee));
  const body = { error: { code: "Refused", message: "not this one" } };
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 422, body });
  await world.settle();
  await world.simulator.healAll();
  const page = await world.visit(supporter, "/program");
  const given = page.getByRole("listitem").filter({ hasText: made.employee });
  await given.getByText("not this one").waitFor();
  const way = given.getByRole("link", { name: /Yonder Supplies/ });
  expect(await way.getAttribute("href")).toBe(profile(made));
  expect(await violations(page)).toEqual([]);
  await given.getByRole("button", { name: /^Try again/ }).click();
  await page.getByText("Every change has reached Cloud Partner Portal.").waitFor();
  await world.settle();
  await page.goto(`${world.url}${profile(made)}`);
  await page.getByRole("row").filter({ hasText: made.employee }).getByText("Synced").waitFor();
});

test("an owner without the Support role is not shown the program", async () => {
  const made = await world.account();
  const page = await world.visit(made.owner, "/program");
  await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
});
