import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { readAcme, writeAcme } from "./support/cpp-client";
import { aboutAcme, applicationBody, partnerCenter, roleId, settingsBody } from "./support/partner-center-client";
import { FABRIKAM } from "./support/small-world";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeAll(() => simulator.start());
afterAll(() => simulator.stop());

const PROFILE = "/v1/profiles/legalbusiness";
const everything = async () => [
  (await simulator.control("state?publisherId=acme")).body,
  (await simulator.control("effects")).body,
  (await simulator.control("mailbox/eve@contoso.com")).body,
  (await partnerCenter(simulator, "GET", PROFILE, undefined, {}, FABRIKAM)).body,
  (await partnerCenter(simulator, "GET", `/accountenrollments/v1/pgatocspmapping?tenantId=${FABRIKAM}`)).body,
];

test("a restart keeps all state and request IDs, and reloading the same world overwrites nothing", async () => {
  const headers = { "ms-requestid": randomUUID() };
  await writeAcme(simulator, "PUT", "", { locked: true, managedIn: "PartnerCenter" }, headers);
  await partnerCenter(simulator, "PUT", PROFILE, settingsBody, aboutAcme);
  const member = { displayName: "Eve", principalType: "Person", userPrincipalName: "eve@contoso.com" };
  const path = `/v1/roles/${await roleId(simulator, "Owner")}/usermembers`;
  await partnerCenter(simulator, "POST", path, member, aboutAcme);
  await partnerCenter(simulator, "PUT", PROFILE, applicationBody, {}, FABRIKAM);
  await simulator.control("vetting", { tenantId: FABRIKAM, status: "Authorized" });
  await simulator.control("vetting", { mpnId: "1000001", status: "Rejected" });
  await simulator.control("publishers/acme", { mpnId: null });
  const mail = { from: "a@contoso.com", to: "eve@contoso.com", subject: "Code", text: "1" };
  await createTransport({ host: "127.0.0.1", port: simulator.smtpPort }).sendMail(mail);
  const before = await everything();

  await simulator.restart();
  expect(await everything()).toEqual(before);
  expect(before[0]).toMatchObject({
    cpp: { locked: true, mpnId: null },
    partnerCenter: { users: [{ role: "Owner" }] },
  });
  const mapping = await partnerCenter(simulator, "GET", "/accountenrollments/v1/pgatocspmapping?mpnId=1000001");
  expect(mapping).toMatchObject({ body: { partnerGlobalAccount: { status: "Inactive" } } });

  const stale = { ...headers, "if-match": '"stale"' };
  const again = await writeAcme(simulator, "PUT", "", { locked: true, managedIn: "PartnerCenter" }, stale);
  expect(again.status).toBe(200);
  expect((await readAcme(simulator)).headers.get("etag")).not.toBe(again.headers.get("etag"));
});

test("a person's token remains valid after a restart", async () => {
  const { body } = await simulator.control<{ access_token: string }>("token?email=owner@contoso.com");
  await simulator.restart();
  const keys = createRemoteJWKSet(new URL(`${simulator.url}/entra/common/discovery/v2.0/keys`));
  const { payload } = await jwtVerify(body.access_token, keys);
  expect(payload["email"]).toBe("owner@contoso.com");
});
