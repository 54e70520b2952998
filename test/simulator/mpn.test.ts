import { CONTOSO, FABRIKAM, VIRAL } from "./support/small-world";
import { address, applicationBody, partnerCenter } from "./support/partner-center-client";
import { TestSimulator } from "./support/test-simulator";

const simulator = new TestSimulator();
beforeEach(() => simulator.start());
afterEach(() => simulator.stop());

const read = (path: string) => partnerCenter(simulator, "GET", path);
const MAPPING = "/accountenrollments/v1/pgatocspmapping";
const notFound = { status: 404, body: { code: 3000, data: [], source: "PartnerFD", description: expect.any(String) } };

test.each(["1000001", "2000001"])("the profile of MPN ID %s is found with its partner name", async (mpnId) => {
  expect(await read(`/v1/profiles/mpn?mpnId=${mpnId}`)).toMatchObject({
    status: 200,
    body: { mpnId, partnerName: "Contoso AB", profileType: "mpnProfile" },
  });
});

test.each(["9999999", "MPN1000001", "0", ""])("the profile of MPN ID '%s' is not found", async (mpnId) => {
  expect(await read(`/v1/profiles/mpn?mpnId=${mpnId}`)).toMatchObject(notFound);
});

test.each([`mpnId=1000001`, `mpnId=2000001`, `tenantId=${CONTOSO}`, `tenantId=${VIRAL}`])(
  "the global account is found by %s",
  async (query) => {
    expect(await read(`${MAPPING}?${query}`)).toMatchObject({
      status: 200,
      body: {
        partnerGlobalAccount: { mpnId: "1000001", partnerName: "Contoso AB", status: "Active" },
        locations: [{ mpnId: "2000001" }],
        tenants: [
          { tenantId: CONTOSO, isRegistered: true },
          { tenantId: VIRAL, isRegistered: false },
        ],
      },
    });
  },
);

test("the mapping of a tenant without membership returns 404; a query without an ID returns 400", async () => {
  expect(await read(`${MAPPING}?tenantId=${FABRIKAM}`)).toMatchObject(notFound);
  expect(await read(`${MAPPING}?tenantId=${FABRIKAM}&mpnId=1000001`)).toMatchObject(notFound);
  expect(await read(MAPPING)).toMatchObject({ status: 400, body: { code: 2000 } });
  expect(await read("/v1/profiles/mpn")).toMatchObject({ status: 400, body: { code: 2000 } });
});

describe("an application", () => {
  const PATH = "/v1/profiles/legalbusiness";
  const apply = (body: unknown = applicationBody, headers = {}) =>
    partnerCenter(simulator, "PUT", PATH, body, headers, FABRIKAM);
  const present = () => partnerCenter(simulator, "GET", PATH, undefined, {}, FABRIKAM);
  const vet = (body: object) => simulator.control("vetting", { tenantId: FABRIKAM, ...body });

  test("stays pending through vetting, makes the tenant a member and then cannot be repeated", async () => {
    expect(await present()).toMatchObject(notFound);
    const pending = { ...applicationBody, vettingStatus: "Pending", vettingSubStatus: "EmailOwnership" };
    expect(await apply()).toMatchObject({ status: 200, body: { ...pending, profileType: "legalBusinessProfile" } });
    expect(await present()).toMatchObject({ status: 200, body: pending });

    await vet({ status: "Pending", step: "BUSINESS_VERIFICATION" });
    expect(await present()).toMatchObject({
      body: { vettingStatus: "Pending", vettingSubStatus: "BusinessVerification" },
    });
    expect(await apply()).toMatchObject({ body: { vettingSubStatus: "BusinessVerification" } });

    expect((await vet({ status: "Authorized" })).status).toBe(200);
    expect(await present()).toMatchObject({ body: { vettingStatus: "Authorized" } });
    expect(await read(`${MAPPING}?tenantId=${FABRIKAM}`)).toMatchObject({
      status: 200,
      body: {
        partnerGlobalAccount: {
          partnerName: "Fabrikam, Inc.",
          status: "Active",
          mpnId: expect.stringMatching(/^\d{7}$/),
        },
        tenants: [{ tenantId: FABRIKAM, isRegistered: true }],
      },
    });
    expect(await apply()).toMatchObject({ status: 409, body: { code: 4090 } });
  });

  test("can be submitted again after a rejection", async () => {
    await apply();
    await vet({ status: "Rejected", step: "EmploymentVerification" });
    expect(await present()).toMatchObject({
      body: { vettingStatus: "Rejected", vettingSubStatus: "EmploymentVerification" },
    });
    expect(await apply()).toMatchObject({ body: { vettingStatus: "Pending", vettingSubStatus: "EmailOwnership" } });
    const effects = await simulator.control(`effects?tenantId=${FABRIKAM}`);
    expect(effects.body).toMatchObject([{ effect: "application-submitted" }, { effect: "application-submitted" }]);
  });

  test("is refused when the tenant is already a member", async () => {
    expect(await partnerCenter(simulator, "PUT", PATH, applicationBody)).toMatchObject({ status: 409 });
  });

  test.each([
    [{ ...applicationBody, companyName: undefined }],
    [{ ...applicationBody, agreed: true }],
    [{ ...applicationBody, address: { ...address, country: "Sweden" } }],
    [{ ...applicationBody, primaryContact: { firstName: "F", lastName: "H", email: "felix" } }],
  ])("is refused when it is malformed: %j", async (body) => {
    expect(await apply(body)).toMatchObject({ status: 400, body: { code: 2000 } });
    expect((await present()).status).toBe(404);
  });

  test.each([
    ["ms-requestid", "1"],
    ["ms-correlationid", "1"],
    ["x-locale", "Swedish, please"],
  ])("is refused with the malformed header %s: %s", async (name, value) => {
    expect(await apply(applicationBody, { [name]: value })).toMatchObject({ status: 400, body: { code: 2000 } });
  });

  test("needs an MS-RequestId; the answer echoes it and the correlation ID", async () => {
    const without = await simulator.as(FABRIKAM, "partner-center", PATH, { method: "PUT", json: applicationBody });
    expect(without).toMatchObject({ status: 400, body: { code: 2000 } });
    const id = "66666666-6666-4666-8666-666666666666";
    const { headers } = await apply(applicationBody, {
      "ms-requestid": id,
      "ms-correlationid": id,
      "x-locale": "sv-SE",
    });
    expect([headers.get("ms-requestid"), headers.get("ms-correlationid")]).toEqual([id, id]);
  });
});

test("vetting a known MPN ID changes the status of its global account", async () => {
  for (const [status, standing] of [
    ["Rejected", "Inactive"],
    ["Pending", "Pending"],
    ["Authorized", "Active"],
  ]) {
    expect((await simulator.control("vetting", { mpnId: "1000001", status })).status).toBe(200);
    expect(await read(`${MAPPING}?mpnId=1000001`)).toMatchObject({
      body: { partnerGlobalAccount: { status: standing } },
    });
  }
});

test.each([
  [{ tenantId: FABRIKAM, status: "Authorized" }, 404],
  [{ mpnId: "9999999", status: "Authorized" }, 404],
  [{ tenantId: FABRIKAM, status: "Fine" }, 400],
  [{ tenantId: FABRIKAM, status: "Pending", step: "Coffee" }, 400],
  [{ status: "Authorized" }, 400],
  [{ tenantId: FABRIKAM, mpnId: "1000001", status: "Authorized" }, 400],
])("vetting %j is answered with %i", async (body, status) => {
  expect(await simulator.control("vetting", body)).toMatchObject({ status, body: { error: expect.any(String) } });
});
