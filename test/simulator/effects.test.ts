import { randomUUID } from "node:crypto";
import { writeAcme } from "./support/cpp-client";
import { aboutAcme, applicationBody, partnerCenter, roleId, settingsBody } from "./support/partner-center-client";
import { acme, CONTOSO, FABRIKAM } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

interface Effect {
  effect: string;
  subject: string;
  requestId: string | null;
}

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const effects = async (query = "publisherId=acme") => (await simulator.control<Effect[]>(`effects?${query}`)).body;
const names = async (query?: string) => (await effects(query)).map(({ effect }) => effect);
const PROFILE = "/v1/profiles/legalbusiness";
const eve = { kind: "person", email: "eve@contoso.com", displayName: "Eve", role: "Contributor", identity: "work" };

test("each change is recorded as one effect, in order, with its request ID if it has one", async () => {
  const requestId = randomUUID();
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, { ...aboutAcme, "ms-requestid": requestId });
  const path = `/v1/roles/${await roleId(simulator, "Manager")}/usermembers`;
  const member = { displayName: "Eve", principalType: "Person", userPrincipalName: "Eve@contoso.com" };
  const added = await partnerCenter<{ id: string }>(simulator, "POST", path, member, aboutAcme);
  await partnerCenter(simulator, "DELETE", `${path}/${added.body.id}`, undefined, aboutAcme);
  await writeAcme(simulator, "PUT", "/settings", { displayName: "Acme 2", sellerContact: acme.sellerContact });
  await writeAcme(simulator, "PUT", "", { locked: true });
  await writeAcme(simulator, "PUT", "", { managedIn: "PartnerCenter" });
  await writeAcme(simulator, "PUT", "/users/eve@contoso.com", eve);
  await writeAcme(simulator, "DELETE", "/users/eve@contoso.com");

  const row = (system: string, effect: string, subject: string) => ({ system, effect, subject, publisherId: "acme" });
  const rows = await effects();
  expect(rows).toMatchObject([
    row("partner-center", "settings-saved", "acme"),
    row("partner-center", "user-added", "eve@contoso.com"),
    row("partner-center", "user-removed", "eve@contoso.com"),
    row("cpp", "settings-saved", "acme"),
    row("cpp", "locked", "acme"),
    row("cpp", "publisher-updated", "acme"),
    row("cpp", "user-saved", "eve@contoso.com"),
    row("cpp", "user-removed", "eve@contoso.com"),
  ]);
  expect(rows[0]).toMatchObject({ requestId, at: expect.stringMatching(/^\d{4}-.*Z$/) });
  expect(rows[3]).toMatchObject({ requestId: null });
});

test("a no-op, a refusal and a stale write record no effect", async () => {
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, aboutAcme);
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, aboutAcme);
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, aboutAcme, FABRIKAM);
  await writeAcme(simulator, "PUT", "/users/owner@contoso.com", acme.users[0]);
  await writeAcme(simulator, "PUT", "", { locked: true }, { "if-match": '"stale"' });
  await writeAcme(simulator, "DELETE", "/users/owner@contoso.com");
  expect(await names()).toEqual(["settings-saved"]);
});

test("Partner Center replays the first answer to a repeated MS-RequestId and makes the change once", async () => {
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, aboutAcme);
  const path = `/v1/roles/${await roleId(simulator, "Owner")}/usermembers`;
  const member = { displayName: "Eve", principalType: "Person", userPrincipalName: "eve@contoso.com" };
  const headers = { ...aboutAcme, "ms-requestid": randomUUID() };
  const first = await partnerCenter(simulator, "POST", path, member, headers);
  const second = await partnerCenter(simulator, "POST", path, member, headers);
  expect([second.status, second.body]).toEqual([201, first.body]);
  expect(await names()).toEqual(["settings-saved", "user-added"]);
});

test("CPP replays the first answer to a repeated MS-RequestId, even with a stale If-Match", async () => {
  const headers = { "ms-requestid": randomUUID() };
  const first = await writeAcme(simulator, "DELETE", "/users/carl@contoso.com", undefined, headers);
  const stale = { ...headers, "if-match": '"stale"' };
  const second = await writeAcme(simulator, "DELETE", "/users/carl@contoso.com", undefined, stale);
  expect([second.status, second.headers.get("etag")]).toEqual([204, first.headers.get("etag")]);
  expect(await names()).toEqual(["user-removed"]);
});

test("a refused call does not use up its MS-RequestId", async () => {
  const headers = { ...aboutAcme, "ms-requestid": randomUUID() };
  const bad = { ...settingsBody, mpnId: "none" };
  expect((await partnerCenter(simulator, "PUT", PROFILE, bad, headers)).status).toBe(400);
  expect((await partnerCenter(simulator, "PUT", PROFILE, settingsBody, headers)).status).toBe(200);
});

test("an MS-RequestId that is reused for a different call is refused", async () => {
  const headers = { "ms-requestid": randomUUID() };
  await writeAcme(simulator, "PUT", "", { locked: true }, headers);
  expect((await writeAcme(simulator, "PUT", "/users/eve@contoso.com", eve, headers)).status).toBe(400);
});

test("GET effects filters by publisher or by tenant, or returns all effects", async () => {
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, aboutAcme);
  await partnerCenter(simulator, "PUT", PROFILE, applicationBody, {}, FABRIKAM);
  await writeAcme(simulator, "PUT", "", { locked: true });
  expect(await names(`tenantId=${FABRIKAM}`)).toEqual(["application-submitted"]);
  expect(await names(`tenantId=${CONTOSO}`)).toEqual(["settings-saved"]);
  expect(await names("publisherId=acme")).toEqual(["settings-saved", "locked"]);
  expect(await names("publisherId=nobody")).toEqual([]);
  expect(await names("")).toEqual(["settings-saved", "application-submitted", "locked"]);
});
