import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { exportWorld, row, user, type ExportLine, type ExportWorld } from "./export-file";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";

let world: ExportWorld;
beforeEach(async () => {
  world = await exportWorld();
});
afterEach(() => world.end());

const without = (name: string) => Object.fromEntries(Object.entries(row("contoso")).filter(([key]) => key !== name));
const owner = user("kai@contoso.com", { role: "Owner" });
const contact = (more: object) => row("contoso", { sellerContact: { ...row("x").sellerContact, ...more } });
const address = (more: object) => contact({ address: { ...row("x").sellerContact.address, ...more } });
const users = (...given: unknown[]) => row("contoso", { users: [owner, ...given] });
const invalidUtf8 = Buffer.concat([Buffer.from('{"publisherId":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
const robot = { kind: "application", displayName: "Robot", role: "Owner", identity: "work" };

const faults: [ExportLine, string][] = [
  ['{"publisherId":"conto', "not JSON"],
  [invalidUtf8, "not UTF-8"],
  ["[1,2,3]", "not an object"],
  ["null", "not an object"],
  ["7", "not an object"],
  [without("publisherId"), "publisherId: missing"],
  [without("displayName"), "displayName: missing"],
  [without("mpnId"), "mpnId: missing"],
  [without("users"), "users: missing"],
  [without("sellerContact"), "sellerContact: missing"],
  [row("-contoso"), "publisherId: not a publisher ID"],
  [row("a".repeat(65)), "publisherId: not a publisher ID"],
  [row("contoso", { displayName: "  " }), "displayName: blank"],
  [row("contoso", { displayName: "Con\u0007toso" }), "displayName: has control characters"],
  [row("contoso", { displayName: "x".repeat(257) }), "displayName: longer than 256 characters"],
  [row("contoso", { accountType: "ROBOT" }), "accountType: not COMPANY or INDIVIDUAL"],
  [row("contoso", { mpnId: 12345 }), "mpnId: not a text"],
  [row("contoso", { mpnId: "1".repeat(65) }), "mpnId: longer than 64 characters"],
  [row("contoso", { signInEmail: "not an address" }), "signInEmail: not an e-mail address"],
  [contact({ email: null }), "sellerContact.email: not a text"],
  [contact({ address: "Main Street" }), "sellerContact.address: not an object"],
  [address({ city: "" }), "sellerContact.address.city: blank"],
  [address({ countryCode: "Sweden" }), "sellerContact.address.countryCode: not a country code"],
  [row("contoso", { users: {} }), "users: not a list"],
  [row("contoso", { users: [] }), "users: no owner"],
  [row("contoso", { users: [user("mei@contoso.com")] }), "users: no owner"],
  [users(7), "users.1: not an object"],
  [users(user("mei@contoso.com", { kind: "robot" })), "users.1.kind: not person, group or application"],
  [users(user("mei@contoso.com", { role: "owner" })), "users.1.role: not Owner or Contributor"],
  [users(user("mei@contoso.com", { identity: "none" })), "users.1.identity: not work or microsoftAccount"],
  [users(user("mei@@contoso.com")), "users.1.email: not an e-mail address"],
  [users(user("Kai@Contoso.com")), "users.1: the same user as users.0"],
  [users(robot), "users.1.applicationId: missing"],
  [users({ ...robot, applicationId: "" }), "users.1.applicationId: not an application ID"],
];

test("every invalid row is reported with its line, and the valid rows between are imported", async () => {
  await world.save(...faults.flatMap(([line], index) => [line, row(`good-${index}`)]));
  const told: string[] = [];
  const result = await world.run({ onRejected: ({ line, reasons }) => told.push(`${line} ${reasons.join("; ")}`) });
  expect(told).toEqual(faults.map(([, reason], index) => `${index * 2 + 1} ${reason}`));
  expect(result).toMatchObject({ imported: faults.length, unchanged: 0, rejected: faults.length });
  expect(await world.database.reader.countBy(Account, { publisherId: "contoso" })).toBe(0);
  expect(await world.database.reader.count(AccountUser)).toBe(faults.length * 2);
});

test("a rejected row is reported with all its reasons, up to five", async () => {
  await world.import(
    { users: [{}] },
    { ...row("contoso"), accountType: 1, signInEmail: "", users: [] },
    { ...users(user("mei")), users: [user("mei"), user("MEI")] },
  );
  expect((await world.rejected()).map(({ reasons }) => reasons)).toEqual([
    ["publisherId: missing", "displayName: missing", "accountType: missing", "mpnId: missing", "signInEmail: missing"],
    ["accountType: not COMPANY or INDIVIDUAL", "signInEmail: not an e-mail address", "users: no owner"],
    [
      "users.0.email: not an e-mail address",
      "users.1.email: not an e-mail address",
      "users: no owner",
      "users.1: the same user as users.0",
    ],
  ]);
});

test("rejected rows are saved beside the export until a run rejects none", async () => {
  const bad = JSON.stringify({ publisherId: "x".repeat(20_000) });
  const { rejectedFile } = await world.import(row("contoso"), "{", bad);
  expect(rejectedFile).toBe(`${world.file}.rejected.ndjson`);
  const [first, second] = await world.rejected();
  expect(first).toEqual({ line: 2, reasons: ["not JSON"], row: "{" });
  expect(second!.row).toBe(bad.slice(0, 10_000));
  await world.run();
  expect(await world.rejected()).toHaveLength(2);
  expect((await world.import(row("contoso"))).rejectedFile).toBeNull();
  expect(existsSync(rejectedFile!)).toBe(false);
});

test("the first valid row of a publisher is imported, and a later one is rejected", async () => {
  const twice = row("contoso", { displayName: "Twice" });
  const result = await world.import(row("contoso", { users: [] }), row("contoso"), row("Contoso"), twice);
  expect(result).toMatchObject({ imported: 2, rejected: 2 });
  expect((await world.rejected()).map(({ line, reasons }) => [line, ...reasons])).toEqual([
    [1, "users: no owner"],
    [4, "publisher ID already on line 2"],
  ]);
  const [account] = await world.database.reader.findBy(Account, { publisherId: "contoso" });
  expect(account!.displayName).toBe("The contoso Company");
});

test("a line that is too long is rejected, and the import continues", async () => {
  const long = JSON.stringify(row("long", { displayName: "x".repeat(3_000_000) }));
  expect(await world.import(row("contoso"), long, row("fabrikam"))).toMatchObject({ imported: 2, rejected: 1 });
  expect(await world.rejected()).toEqual([{ line: 2, reasons: ["line too long"], row: long.slice(0, 10_000) }]);
});

test("a byte order mark, CRLF, blank lines and a missing final newline are accepted", async () => {
  const lines = [row("a"), "", row("b"), "  ", "bad", row("c")].map((line) =>
    typeof line === "string" ? line : JSON.stringify(line),
  );
  await writeFile(world.file, `\ufeff${lines.join("\r\n")}`);
  expect(await world.run()).toMatchObject({ imported: 3, rejected: 1 });
  expect(await world.rejected()).toEqual([{ line: 5, reasons: ["not JSON"], row: "bad" }]);
});

test("an empty file imports nothing", async () => {
  expect(await world.import()).toEqual({ imported: 0, unchanged: 0, rejected: 0, rejectedFile: null });
  expect(world.writes()).toBe(0);
});
