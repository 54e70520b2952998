import { MigrationOfDocument, ProgramDocument } from "../generated/graphql";
import { createClient } from "../support/client";
import { consumerTenantId, issuerOf, startFakeIssuer, type FakeIssuer } from "../support/fake-issuer";
import { openWorld, type World } from "../support/world";
import { mintOf, tenantId } from "./tokens";

const other = "3877e07e-137c-49d1-aaf5-d1a771e7bacb";
const stranger = "8d1f0a52-6f0f-4a6e-8f51-8f9f4f1d7d22";

let issuer: FakeIssuer;
let world: World;
const inWorld = (env: Record<string, string>) => {
  beforeAll(async () => {
    issuer = await startFakeIssuer();
    world = await openWorld({ env: { ENTRA_URL: issuer.url, ...env } });
  });
  afterAll(async () => {
    await world.close();
    await issuer.stop();
  });
};

/** Returns whether a token with the role shows the program and an account on which its bearer has no role. */
async function seen(claims: { tid?: string; idp?: string }): Promise<"all" | "nothing"> {
  const { publisherId } = await world.account({ mpn: "none" });
  const { tid = tenantId } = claims;
  const key = tid === consumerTenantId ? issuer.consumer : issuer.work;
  const look = async (roles: string[]) => {
    const token = mintOf(issuer, world.clock).token({ iss: issuerOf(issuer.url, tid), tid, roles, ...claims }, key);
    const client = createClient(world.url, token);
    const { program } = await client.run(ProgramDocument, { first: 1 });
    const { account } = await client.run(MigrationOfDocument, { publisherId });
    return { program, account };
  };
  const { program, account } = await look(["Support"]);
  if (program !== null && account !== null) return "all";
  expect({ program, account }).toEqual(await look([]));
  return "nothing";
}

/** Guests in a tenant where the role counts: their home, and the `idp` that says so. */
const guests: [string, string][] = [
  ["another organisation", `https://sts.windows.net/${stranger}/`],
  ["another of those tenants", `https://sts.windows.net/${other}/`],
  ["live.com", "live.com"],
  ["another identity provider", "google.com"],
];

describe("with SUPPORT_TENANT_IDS", () => {
  inWorld({ NODE_ENV: "production", SUPPORT_TENANT_IDS: `${tenantId},${other}` });

  test("the Support role counts only in those tenants", async () => {
    expect(await seen({})).toBe("all");
    expect(await seen({ idp: `https://sts.windows.net/${tenantId}/` })).toBe("all");
    expect(await seen({ tid: other })).toBe("all");
    expect(await seen({ tid: stranger })).toBe("nothing");
    expect(await seen({ tid: consumerTenantId })).toBe("nothing");
  });

  test.each(guests)("a guest from %s is not support, despite the role", async (_, idp) => {
    expect(await seen({ idp })).toBe("nothing");
  });
});

describe("without SUPPORT_TENANT_IDS in production", () => {
  inWorld({ NODE_ENV: "production", HOME_TENANT_ID: tenantId });

  test("the Support role counts only in HOME_TENANT_ID", async () => {
    expect(await seen({})).toBe("all");
    expect(await seen({ tid: stranger })).toBe("nothing");
  });
});

describe("where none is named in development", () => {
  inWorld({ NODE_ENV: "development" });

  test("the Support role counts in any tenant, but not for guests", async () => {
    expect(await seen({ tid: stranger })).toBe("all");
    expect(await seen({ idp: `https://sts.windows.net/${stranger}/` })).toBe("nothing");
  });
});
