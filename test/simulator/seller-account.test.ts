import { randomUUID } from "node:crypto";
import { aboutAcme, partnerCenter, roleId, settingsBody } from "./support/partner-center-client";
import { FABRIKAM } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const PATH = "/v1/profiles/legalbusiness";
const person = { displayName: "Olivia", principalType: "Person", userPrincipalName: "Owner@contoso.com" };

type Method = "GET" | "PUT" | "POST" | "DELETE";
const about = <T>(method: Method, path: string, body?: unknown, headers = {}) =>
  partnerCenter<T>(simulator, method, path, body, { ...aboutAcme, ...headers });
const save = (body: unknown = settingsBody) => about<{ sellerId: string; etag: string }>("PUT", PATH, body);
const members = async (role: string) => `/v1/roles/${await roleId(simulator, role)}/usermembers`;

test("saving settings creates the seller account, and saving them again keeps its seller ID", async () => {
  expect(await about("GET", PATH)).toMatchObject({ status: 404, body: { code: 3404 } });
  const first = await save();
  expect(first).toMatchObject({ status: 200, body: { ...settingsBody, publisherId: "acme" } });
  expect(first.body.sellerId).toMatch(/^\d+$/);
  expect((await save()).body).toEqual(first.body);

  const second = await save({ ...settingsBody, address: null });
  expect(second.body).toMatchObject({ address: null, sellerId: first.body.sellerId });
  expect(second.body.etag).not.toBe(first.body.etag);
  expect((await about("GET", PATH)).body).toEqual(second.body);
});

test.each([
  [{ ...settingsBody, accountType: "COMPANY" }],
  [{ ...settingsBody, mpnId: "none" }],
  [{ ...settingsBody, address: undefined }],
  [{ ...settingsBody, sellerId: "1" }],
])("malformed settings are refused: %j", async (body) => {
  expect(await save(body)).toMatchObject({ status: 400, body: { code: 2000 } });
  expect((await about("GET", PATH)).status).toBe(404);
});

test("another tenant is refused with 403", async () => {
  await save();
  const refused = { status: 403, body: { code: 3403 } };
  for (const [method, path, body] of [
    ["GET", PATH, undefined],
    ["PUT", PATH, settingsBody],
    ["GET", await members("Owner"), undefined],
    ["POST", await members("Owner"), person],
  ] as const) {
    expect(await partnerCenter(simulator, method, path, body, aboutAcme, FABRIKAM)).toMatchObject(refused);
  }
});

test("there are six roles", async () => {
  const { body } = await partnerCenter<{ totalCount: number; items: { name: string }[] }>(
    simulator,
    "GET",
    "/v1/roles",
  );
  const names = ["Owner", "Manager", "Developer", "BusinessContributor", "FinancialContributor", "Marketer"];
  expect([body.totalCount, body.items.map(({ name }) => name)]).toEqual([6, names]);
});

test("people, applications and groups can be added to roles, and a member can be removed", async () => {
  await save();
  const added = await about<{ id: string }>("POST", await members("Owner"), person);
  expect(added).toMatchObject({ status: 201, body: { ...person, applicationId: null, id: expect.any(String) } });
  const application = { displayName: "Pipeline", principalType: "Application", applicationId: randomUUID() };
  const group = { displayName: "Team", principalType: "Group", userPrincipalName: "team@contoso.com" };
  await about("POST", await members("Developer"), application);
  await about("POST", await members("Developer"), group);

  expect((await about("GET", await members("Developer"))).body).toMatchObject({
    totalCount: 2,
    items: [
      { ...application, userPrincipalName: null },
      { ...group, applicationId: null },
    ],
  });
  const path = `${await members("Owner")}/${added.body.id}`;
  expect((await about("DELETE", path)).status).toBe(204);
  expect(await about("DELETE", path)).toMatchObject({ status: 404, body: { code: 3404 } });
  expect((await about("GET", await members("Owner"))).body).toEqual({ totalCount: 0, items: [] });
});

test("a principal cannot be added to a role twice, but can be added to another role", async () => {
  await save();
  await about("POST", await members("Owner"), person);
  const again = { ...person, userPrincipalName: "owner@CONTOSO.com" };
  expect(await about("POST", await members("Owner"), again)).toMatchObject({ status: 409, body: { code: 3409 } });
  expect((await about("POST", await members("Manager"), again)).status).toBe(201);
});

test.each(["pat@outlook.com", "a@nobody.example", "owner"])("%s cannot hold a role", async (userPrincipalName) => {
  await save();
  const reply = await about("POST", await members("Owner"), { ...person, userPrincipalName });
  expect(reply).toMatchObject({ status: 400, body: { code: 3400 } });
});

test.each([
  [{ ...person, displayName: undefined }],
  [{ ...person, roleId: "1" }],
  [{ ...person, principalType: "Application" }],
  [{ ...person, applicationId: "1" }],
])("a malformed member is refused: %j", async (body) => {
  await save();
  expect(await about("POST", await members("Owner"), body)).toMatchObject({ status: 400, body: { code: 2000 } });
});

test("adding a member needs a seller account, a known role and a publisher ID", async () => {
  expect(await about("POST", await members("Owner"), person)).toMatchObject({ status: 404, body: { code: 3404 } });
  await save();
  const unknown = `/v1/roles/${randomUUID()}/usermembers`;
  expect(await about("POST", unknown, person)).toMatchObject({ status: 404, body: { code: 3404 } });
  expect(await partnerCenter(simulator, "POST", await members("Owner"), person)).toMatchObject({ status: 400 });
});

test("a call needs a token, a JSON content type and a known path", async () => {
  const anonymous = { authorization: "" };
  expect(await about("GET", PATH, undefined, anonymous)).toMatchObject({ status: 401, body: { source: "PartnerFD" } });
  const text = { "content-type": "text/plain" };
  expect((await about("PUT", PATH, settingsBody, text)).status).toBe(415);
  expect(await about("GET", "/v1/nothing")).toMatchObject({ status: 404, body: { code: 404, source: "PartnerFD" } });
});
