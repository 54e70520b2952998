import { randomUUID } from "node:crypto";
import { jobHandlers } from "../../../src/outbox/handlers";
import { createWorker, type Worker } from "../../../src/outbox/worker";
import type { AccountKind, MadeAccount } from "../../support/accounts";
import type { Client } from "../../support/client";
import type { Random } from "../../support/random";
import { lookAt } from "../../support/walk";
import type { World } from "../../support/world";
import type { StuckRun } from "./stuck";

/** A user of CPP, in the format of the export. */
export interface CppUserRow {
  kind: string;
  email?: string;
  applicationId?: string;
  displayName: string;
  role: "Owner" | "Contributor";
  identity: string;
}

/** The account as an export of CPP has it. */
export interface CppRow {
  publisherId: string;
  displayName: string;
  mpnId: string | null;
  users: CppUserRow[];
}

/** The address of a person or a group, or the ID of an application. */
export const principalOf = ({ email, applicationId }: CppUserRow): string => email ?? applicationId!;

/** A membership of the Partner Network as the simulator learns it. */
export interface MpnRow {
  mpnId: string;
  tenantId: string;
  associatedTenants: string[];
  standing: string;
}

/** An account about to move, and everybody and everything that may have a part in it. */
export interface Scene {
  world: World;
  random: Random;
  made: MadeAccount;
  /** Another account with a membership of its own, which may also admit the company's tenant. */
  member: MadeAccount;
  accountId: string;
  migrationId: string;
  /** Everybody who may become a user, by address; each is signed in. */
  people: Map<string, Client>;
  /** The account as CPP has it now, and as it was before. */
  cpp: CppRow;
  older: CppRow[];
  /** The memberships that upstream staff may change, as they were at first. */
  memberships: MpnRow[];
  /** No membership of the company's own has or had its tenant. */
  companyIsFree: boolean;
  /** Who has been erased, by address. */
  erased: Set<string>;
  /** A second process's worker. */
  other: Worker;
  /** A third process's worker, which has got stuck. */
  stuck: StuckRun | null;
}

const kinds = {
  signIn: ["work", "work", "work", "personal", "personal-on-domain"],
  mpn: ["own", "own", "other-tenant", "associated", "location", "none", "none", "blank", "malformed", "unknown"],
  closed: ["inactive", "pending"],
} as const;

/** Makes an account of some kind and signs everybody in. */
export async function openScene(world: World, random: Random): Promise<Scene> {
  const { pick, chance } = random;
  const kind: AccountKind = { signIn: pick(kinds.signIn), mpn: pick([...kinds.mpn, ...kinds.closed]) };
  const member = await world.account();
  const users = chance(0.5) ? otherPrincipals(random, member.tenant.domains[0]!) : [];
  const made = await world.account({ ...kind, users });
  const [membership] = member.world.mpnAccounts as [MpnRow];
  const companyIsFree = !(made.world.mpnAccounts as MpnRow[]).some(({ tenantId, associatedTenants }) =>
    [tenantId, ...associatedTenants].includes(made.tenant.tenantId),
  );
  if (companyIsFree && chance(0.5)) membership.associatedTenants = [made.tenant.tenantId];
  await world.simulator.learn({ mpnAccounts: [membership] });

  const people = new Map<string, Client>();
  const emails = [made.owner, made.secondOwner, made.contributor, made.employee, made.insider, member.employee];
  for (const email of emails) {
    const client = await world.as(email, { expiresIn: 365 * 24 * 3_600 });
    await client.raw("{ viewer { accounts { nodes { id } } } }");
    people.set(email, client);
  }
  const { id: accountId, migration } = await lookAt(people.get(made.owner)!, made.publisherId);
  const cpp = made.world.accounts[0] as CppRow;
  const own = kinds.closed.some((mpn) => mpn === kind.mpn) ? [] : (made.world.mpnAccounts as MpnRow[]);
  return {
    ...{ world, random, made, member, accountId, migrationId: migration.id, people, cpp, older: [], companyIsFree },
    memberships: [...own, membership],
    erased: new Set(),
    other: createWorker(world.app.services, jobHandlers),
    stuck: null,
  };
}

/** A group and an application. */
const otherPrincipals = ({ pick }: Random, domain: string): CppUserRow[] => {
  const team = { kind: "group", email: `team@${domain}`, displayName: "Team" };
  const pipeline = { kind: "application", applicationId: randomUUID(), displayName: "Pipeline" };
  return [team, pipeline].map((one) => ({ ...one, role: pick(["Owner", "Contributor"]), identity: "work" }));
};

/** The name by which events call that person. */
export const nameIn = ({ made }: Scene, who: string): string =>
  (made.world.accounts[0] as CppRow).users.find((user) => principalOf(user) === who)?.displayName ?? who;

/** Lets both workers do every job that is due. */
export const work = async ({ world, other }: Scene): Promise<void> =>
  void (await Promise.all([world.settle(), other.drain()]));

/** The addresses of everybody who can have a work e-mail, with their tenants. */
export const workAddresses = ({ made, member }: Scene): { address: string; tenantId: string }[] =>
  [
    ...[made.secondOwner, made.employee, made.contributor].map((address) => ({ address, tenant: made.tenant })),
    ...(made.owner.endsWith("@outlook.com") ? [] : [{ address: made.owner, tenant: made.tenant }]),
    { address: made.insider, tenant: made.mpnTenant },
    { address: member.employee, tenant: member.tenant },
  ].map(({ address, tenant }) => ({ address, tenantId: tenant.tenantId }));
