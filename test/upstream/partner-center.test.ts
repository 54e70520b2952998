import { randomUUID } from "node:crypto";
import type { LegalBusiness, Principal, SellerSettings } from "../../src/upstream/upstream";
import { type Simulated, startSimulated, tenants } from "./support/simulated";

let world: Simulated;
beforeAll(async () => void (world = await startSimulated()));
afterAll(() => world.stop());

let seller = { tenantId: tenants.contoso, publisherId: "" };
let count = 0;
beforeEach(() => void (seller = { ...seller, publisherId: `apps${++count}` }));
afterEach(() => world.control("DELETE", "faults"));

const newKey = () => ({ requestId: randomUUID() });
const address = {
  line1: "Street 1",
  line2: null,
  city: "Lund",
  region: "Skåne",
  postalCode: "22100",
  countryCode: "SE",
};
const settings: SellerSettings = {
  displayName: "Contoso Apps",
  accountType: "COMPANY",
  contact: { name: "Ann Owner", email: "ann@contoso.com", phone: "+46 8 1", address },
  mpnId: "1234567",
};
const business: LegalBusiness = {
  companyName: "Fabrikam",
  address: { ...address, line2: "Floor 2", region: null, postalCode: null },
  primaryContact: { firstName: "Fay", lastName: "Fabri", email: "fay@fabrikam.com", phone: null },
};
const ann: Principal = { kind: "PERSON", email: "ann@contoso.com", applicationId: null, displayName: "Ann Owner" };
const robot: Principal = { kind: "APPLICATION", email: null, applicationId: "robot-1", displayName: "Robot" };

type Effects = { effect: string; subject: string; requestId: string }[];
const effects = () => world.control<Effects>("GET", `effects?publisherId=${seller.publisherId}`);

describe("an application for membership", () => {
  it("goes through vetting, makes the tenant a member and cannot be repeated", async () => {
    const { partnerCenter } = world.upstream;
    expect(await partnerCenter.vetting(tenants.fabrikam)).toBeNull();
    const applied = await partnerCenter.applyForMembership(tenants.fabrikam, business, newKey());
    expect(applied).toEqual({ status: "PENDING", step: "EMAIL_OWNERSHIP" });

    await world.control("POST", "vetting", {
      tenantId: tenants.fabrikam,
      status: "Pending",
      step: "BusinessVerification",
    });
    expect(await partnerCenter.vetting(tenants.fabrikam)).toEqual({ status: "PENDING", step: "BUSINESS_VERIFICATION" });
    expect(await partnerCenter.membershipByTenant(tenants.fabrikam)).toBeNull();

    await world.control("POST", "vetting", { tenantId: tenants.fabrikam, status: "Authorized" });
    expect(await partnerCenter.vetting(tenants.fabrikam)).toEqual({ status: "AUTHORIZED", step: "DECISION" });
    expect(await partnerCenter.membershipByTenant(tenants.fabrikam)).toMatchObject({
      registeredTenantId: tenants.fabrikam,
    });
    await expect(partnerCenter.applyForMembership(tenants.fabrikam, business, newKey())).rejects.toMatchObject({
      name: "UpstreamRejected",
      status: 409,
      code: "4090",
    });
  });
});

describe("the seller account", () => {
  it("keeps its seller ID when saved again, and is saved once even if the answer is lost", async () => {
    const { partnerCenter } = world.upstream;
    await world.control("POST", "faults", {
      system: "partner-center",
      method: "PUT",
      drop: true,
      after: true,
      times: 1,
    });
    const first = await partnerCenter.saveSettings(seller, settings, newKey());
    const contact = { ...settings.contact, phone: null, address: null };
    const second = await partnerCenter.saveSettings(seller, { ...settings, contact }, newKey());
    expect(first.sellerId).toMatch(/^\d+$/);
    expect(second).toEqual(first);
    expect(await effects()).toHaveLength(2);
  });

  it("is read as it was saved, and is null before that", async () => {
    const { partnerCenter } = world.upstream;
    expect(await partnerCenter.settings(seller)).toBeNull();
    const { sellerId } = await partnerCenter.saveSettings(seller, settings, newKey());
    expect(await partnerCenter.settings(seller)).toEqual({ ...settings, sellerId });
    const contact = { ...settings.contact, phone: null, address: null };
    await partnerCenter.saveSettings(seller, { ...settings, accountType: "INDIVIDUAL", contact }, newKey());
    expect(await partnerCenter.settings(seller)).toEqual({ ...settings, accountType: "INDIVIDUAL", contact, sellerId });
  });

  it("is inaccessible to another tenant", async () => {
    const { partnerCenter } = world.upstream;
    await partnerCenter.saveSettings(seller, settings, newKey());
    const stranger = { ...seller, tenantId: tenants.fabrikam };
    await expect(partnerCenter.saveSettings(stranger, settings, newKey())).rejects.toMatchObject({
      name: "UpstreamRejected",
      status: 403,
      code: "3403",
    });
    await expect(partnerCenter.members(stranger)).rejects.toMatchObject({
      name: "UpstreamUnavailable",
      reason: "status 403",
    });
  });

  it("rejects a malformed MPN ID with status 400 and Partner Center's code", async () => {
    await expect(
      world.upstream.partnerCenter.saveSettings(seller, { ...settings, mpnId: "x" }, newKey()),
    ).rejects.toMatchObject({ name: "UpstreamRejected", status: 400, code: "2000" });
  });
});

describe("members", () => {
  it("are empty without a seller account: adding one is rejected, removing one succeeds", async () => {
    const { partnerCenter } = world.upstream;
    expect(await partnerCenter.members(seller)).toEqual([]);
    await expect(partnerCenter.addMember(seller, "OWNER", ann, newKey())).rejects.toMatchObject({
      name: "UpstreamRejected",
      code: "3404",
    });
    await partnerCenter.removeMember(seller, "OWNER", randomUUID(), newKey());
  });

  it("are added and removed once each, even if the answer is lost", async () => {
    const { partnerCenter } = world.upstream;
    await partnerCenter.saveSettings(seller, settings, newKey());
    await world.control("POST", "faults", {
      system: "partner-center",
      method: "POST",
      drop: true,
      after: true,
      times: 1,
    });
    const owner = await partnerCenter.addMember(seller, "OWNER", ann, newKey());
    const developer = await partnerCenter.addMember(seller, "DEVELOPER", robot, newKey());
    expect(owner).toEqual({ ...ann, role: "OWNER", memberId: owner.memberId });
    expect(developer).toEqual({ ...robot, role: "DEVELOPER", memberId: developer.memberId });
    expect(await partnerCenter.members(seller)).toEqual([owner, developer]);

    const again = await partnerCenter.addMember(seller, "OWNER", { ...ann, email: "Ann@contoso.com" }, newKey());
    expect(again.memberId).toBe(owner.memberId);

    await world.control("POST", "faults", {
      system: "partner-center",
      method: "DELETE",
      drop: true,
      after: true,
      times: 1,
    });
    await partnerCenter.removeMember(seller, "OWNER", owner.memberId, newKey());
    await partnerCenter.removeMember(seller, "OWNER", owner.memberId, newKey());
    expect(await partnerCenter.members(seller)).toEqual([developer]);
    expect((await effects()).map(({ effect }) => effect)).toEqual([
      "settings-saved",
      "user-added",
      "user-added",
      "user-removed",
    ]);
  });

  it("cannot be personal accounts", async () => {
    const { partnerCenter } = world.upstream;
    await partnerCenter.saveSettings(seller, settings, newKey());
    const personal = { ...ann, email: "ann@outlook.com" };
    await expect(partnerCenter.addMember(seller, "OWNER", personal, newKey())).rejects.toMatchObject({ code: "3400" });
  });

  it("are unavailable when the list is shorter than its total count", async () => {
    const { partnerCenter } = world.upstream;
    const body = { totalCount: 1, items: [] };
    await world.control("POST", "faults", { system: "partner-center", path: "/v1/roles/", status: 200, body });
    await expect(partnerCenter.members(seller)).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  });
});

it("requests the list of roles only once", async () => {
  const { partnerCenter } = world.upstream;
  const calls = async () => {
    const counts = await world.control<Record<string, number>>("GET", "calls");
    return counts["partner-center GET /v1/roles"];
  };
  await partnerCenter.saveSettings(seller, settings, newKey());
  await partnerCenter.members(seller);
  const before = await calls();
  await partnerCenter.members(seller);
  expect(await calls()).toBe(before);
});
