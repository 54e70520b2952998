import { randomUUID } from "node:crypto";
import type { Principal, Upstream } from "../../src/upstream/upstream";
import { answer, type FakeSystems, type Reaction, type Seen, startFakeSystems } from "./support/fake-systems";
import { openUpstream } from "./support/open-upstream";

const path = "/partner-center/v1/roles";
const seller = { tenantId: randomUUID(), publisherId: "apps" };
const ann: Principal = { kind: "PERSON", email: "ann@contoso.com", applicationId: null, displayName: "Ann" };
const annThere = { id: "m1", displayName: "Ann", userPrincipalName: "Ann@contoso.com", principalType: "Person" };
const annAsOwner = { ...ann, email: "Ann@contoso.com", memberId: "m1", role: "OWNER" };
const unknown = answer(404, { code: 3404, description: "There is no such thing." });
const key = () => ({ requestId: randomUUID() });
const roleOf = (name: string) => ({ id: randomUUID(), name });
const others = ["Manager", "Developer", "BusinessContributor", "FinancialContributor", "Marketer"].map(roleOf);

let owners = roleOf("Owner");
let roles: Reaction | null = null;
let added = annThere;
let members: object[] = [annThere];
let fake: FakeSystems;
let upstream: Upstream;
beforeEach(async () => {
  fake = await startFakeSystems();
  upstream = openUpstream(fake.url);
  owners = roleOf("Owner");
  roles = null;
  added = annThere;
  members = [annThere];
  fake.react(path, (response, request) => reactionTo(request)(response, request));
});
afterEach(async () => {
  await upstream.close();
  await fake.stop();
});

/** The members are all owners. */
function reactionTo({ method, url }: Seen): Reaction {
  if (url === path) return roles ?? answer(200, { items: [owners, ...others] });
  const role = [owners, ...others].find(({ id }) => url.startsWith(`${path}/${id}/`));
  if (!role) return unknown;
  if (method === "POST") return answer(201, added);
  if (method === "DELETE") return answer(204, "");
  const items = role === owners ? members : [];
  return answer(200, { totalCount: items.length, items });
}

const askedForRoles = () => fake.seen.filter(({ url }) => url === path).length;
const written = (asked: string) =>
  fake.seen.flatMap(({ method, url, headers }) => (method === asked ? [[url, headers["ms-requestid"]]] : []));

describe("a role that has got another ID", () => {
  let before: string;
  beforeEach(async () => {
    await upstream.partnerCenter.members(seller);
    before = owners.id;
    owners = roleOf("Owner");
  });

  it("still has its members", async () => {
    expect(await upstream.partnerCenter.members(seller)).toEqual([annAsOwner]);
    expect(askedForRoles()).toBe(2);
    expect(await upstream.partnerCenter.members(seller)).toEqual([annAsOwner]);
    expect(askedForRoles()).toBe(2);
  });

  it("is given under the new one, by the same effect key", async () => {
    const effect = key();
    expect(await upstream.partnerCenter.addMember(seller, "OWNER", ann, effect)).toEqual(annAsOwner);
    expect(written("POST")).toEqual([before, owners.id].map((id) => [`${path}/${id}/usermembers`, effect.requestId]));
  });

  it("is taken away under the new one", async () => {
    const effect = key();
    await upstream.partnerCenter.removeMember(seller, "OWNER", "m1", effect);
    const paths = [before, owners.id].map((id) => `${path}/${id}/usermembers/m1`);
    expect(written("DELETE")).toEqual(paths.map((url) => [url, effect.requestId]));
  });

  it("is not taken for empty while the new one cannot be read", async () => {
    roles = answer(403, { code: 900, description: "Not now." });
    const unavailable = { name: "UpstreamUnavailable", reason: "status 403" };
    await expect(upstream.partnerCenter.members(seller)).rejects.toMatchObject(unavailable);
    await expect(upstream.partnerCenter.addMember(seller, "OWNER", ann, key())).rejects.toMatchObject(unavailable);
    await expect(upstream.partnerCenter.removeMember(seller, "OWNER", "m1", key())).rejects.toMatchObject(unavailable);
  });
});

it("keeps the known IDs of the other roles while fresh ones cannot be read", async () => {
  await upstream.partnerCenter.members(seller);
  owners = roleOf("Owner");
  roles = answer(503, "");
  await expect(upstream.partnerCenter.members(seller)).rejects.toMatchObject({ name: "UpstreamUnavailable" });
  await upstream.partnerCenter.removeMember(seller, "MARKETER", "m1", key());
});

it("knows a guest by the address at home", async () => {
  members = [{ ...annThere, userPrincipalName: "Ann_contoso.com#EXT#@fabrikam.onmicrosoft.com" }];
  added = { ...annThere, userPrincipalName: "Ann_contoso.com#EXT#@fabrikam.onmicrosoft.com" };
  expect(await upstream.partnerCenter.addMember(seller, "OWNER", ann, key())).toEqual(annAsOwner);
  expect(await upstream.partnerCenter.members(seller)).toEqual([annAsOwner]);
});

it("lists tens of thousands of members", async () => {
  members = Array.from({ length: 30_000 }, (_, i) => ({ ...annThere, userPrincipalName: `user-${i}@contoso.com` }));
  expect(await upstream.partnerCenter.members(seller)).toHaveLength(members.length);
});

it("believes that there is nobody when the IDs are fresh, and asks once", async () => {
  const known = answer(200, { items: [owners, ...others] });
  roles = known;
  owners = roleOf("Owner");
  expect(await upstream.partnerCenter.members(seller)).toEqual([]);
  expect(askedForRoles()).toBe(2);
  expect(fake.seen).toHaveLength(2 + 1 + others.length);
});

it.each([
  ["somebody else", { ...annThere, userPrincipalName: "bo@contoso.com" }, "an answer about something else"],
  ["an ID that is too long to keep", { ...annThere, id: "m".repeat(65) }, "not the documented answer at id"],
])("does not take %s for the member that was added", async (_, member, reason) => {
  added = member;
  await expect(upstream.partnerCenter.addMember(seller, "OWNER", ann, key())).rejects.toMatchObject({
    ...{ name: "UpstreamUnavailable", reason },
  });
});
