import { Job } from "../../../entities/job";
import { accountIdOf } from "../../../src/ids";
import type {
  BannerKind,
  MigrationAction,
  MigrationStatus,
  TimelineQuery,
  TimelineQueryVariables,
} from "../../generated/graphql";
import { TimelineDocument } from "../../generated/graphql";
import type { Client } from "../../support/client";
import { userOf } from "../../support/manage-users";
import { lookAt, requirementsOf } from "../../support/walk";
import { checkHistory } from "./history";
import type { Scene } from "./scene";

const acting: Record<MigrationStatus, { awaiting: string | null; banner: BannerKind; actions: MigrationAction[] }> = {
  NOT_STARTED: { awaiting: "OWNER", banner: "ACTION_REQUIRED", actions: ["START"] },
  ACTION_REQUIRED: { awaiting: "OWNER", banner: "ACTION_REQUIRED", actions: ["SUBMIT_WORK_EMAIL", "CANCEL"] },
  VERIFYING: { awaiting: "SYSTEM", banner: "IN_PROGRESS", actions: ["CANCEL"] },
  MIGRATING: { awaiting: "SYSTEM", banner: "IN_PROGRESS", actions: [] },
  COMPLETED: { awaiting: null, banner: "MANAGE_IN_PARTNER_CENTER", actions: [] },
  FAILED: { awaiting: "OWNER", banner: "ACTION_REQUIRED", actions: ["RETRY", "CANCEL"] },
  CANCELED: { awaiting: "OWNER", banner: "ACTION_REQUIRED", actions: ["START"] },
};

/** The account as one of its people sees it. */
export type Sight = Awaited<ReturnType<typeof lookAt>> & { isOwner: boolean };

/** The migration as one of its people sees it. */
export type MoveSight = Sight["migration"];

/** An event of the timeline. */
export type MoveEvent = NonNullable<TimelineQuery["account"]>["timeline"]["nodes"][number];

/** What is seen while nothing goes on. */
export interface Look {
  /** By address: only those who see the account. */
  sights: Map<string, Sight>;
  status: MigrationStatus;
  attempt: number;
  version: number;
  /** CPP is read-only. */
  locked: boolean;
  /** Oldest first. */
  events: MoveEvent[];
  /** What has really been changed upstream. */
  effects: string[];
}

const plain = ({ migration, managedIn }: Sight) => {
  const { requirements, viewerActions: _, startedBy: __, ...rest } = migration;
  const isBegun = rest.startedAt !== null && rest.status !== "CANCELED";
  // Before a start, what will be asked for follows from what CPP has.
  const asked = isBegun ? requirements.map(({ kind, state, reason }) => ({ kind, state, reason })) : [];
  return { ...rest, managedIn, asked };
};

/** Looks at everything and checks that it agrees with itself, and with what was seen before. */
export function createWatch(scene: Scene) {
  const { world, made, member, people } = scene;
  let before: Look | null = null;
  let seller: object | null = null;

  return async (): Promise<Look> => {
    const sights = new Map<string, Sight>();
    for (const [email, client] of people) {
      const seen = await sightOf(client, email);
      if (seen) sights.set(email, seen);
    }
    for (const sight of sights.values()) checkSight(sight);
    const [owner, owned] = [...sights].find(([, { isOwner }]) => isOwner)!;
    for (const sight of sights.values()) expect(plain(sight)).toEqual(plain(owned));
    const { status, attempt, version } = owned.migration;
    const { locked } = (await world.simulator.state(made.publisherId)).cpp;
    const events = await eventsOf(people.get(owner)!);
    const effects = await effectsOf();
    const look = { sights, status, attempt, version, locked, events, effects };

    if (before) checkSince(before, look, owned);
    checkHistory(look);
    await checkJobs(owned);
    await checkUpstream(owned, look);
    before = look;
    return look;
  };

  async function sightOf(client: Client, email: string): Promise<Sight | null> {
    const seen = await lookAt(client, made.publisherId).catch((error: Error) => {
      if (error.message.includes("is not visible")) return null;
      throw error;
    });
    if (!seen) return null;
    const user = await userOf(client, made, email);
    const managers = ["OWNER", "MANAGER"];
    const isOwner =
      user.removedAt === null &&
      (seen.migration.status === "COMPLETED" ? managers.includes(user.partnerCenterRole!) : user.cppRole === "OWNER");
    return { ...seen, isOwner };
  }

  async function eventsOf(client: Client): Promise<MoveEvent[]> {
    const events: MoveEvent[] = [];
    for (let after: string | null = null; ;) {
      const variables: TimelineQueryVariables = { publisherId: made.publisherId, first: 100, after };
      const { account }: TimelineQuery = await client.run(TimelineDocument, variables);
      const { timeline } = account!;
      events.push(...timeline.nodes);
      after = timeline.pageInfo.endCursor ?? null;
      if (timeline.pageInfo.hasNextPage) continue;
      expect(timeline.totalCount).toBe(events.length);
      return events.reverse();
    }
  }

  /** Those of the account, and the applications for membership of everybody's tenants. */
  async function effectsOf(): Promise<string[]> {
    const tenants = new Set([made.tenant, made.mpnTenant, member.tenant].map(({ tenantId }) => tenantId));
    const lists = [world.simulator.effects(made.publisherId), ...[...tenants].map(world.simulator.tenantEffects)];
    const [own, ...others] = (await Promise.all(lists)).map((list) => list.map(({ effect }) => effect));
    return [...own!, ...others.flat().filter((effect) => effect === "application-submitted")];
  }

  /** Whoever moves next can: the system has a job. */
  async function checkJobs({ migration: { status, requirements } }: Sight): Promise<void> {
    const jobs = await world.app.services.database.reader.findBy(Job, { accountId: accountIdOf(made.publisherId) });
    const kinds: string[] = jobs.map(({ kind }) => kind);
    const isVetted = requirements[1]!.reason === "MPN_BEING_VETTED";
    if (acting[status].awaiting === "SYSTEM") expect(kinds).toContain(isVetted ? "vetting@1" : "advance@1");
  }

  async function checkUpstream({ migration: { status, steps } }: Sight, { effects }: Look): Promise<void> {
    const { cpp, partnerCenter } = await world.simulator.state(made.publisherId);
    const isCopied = steps.slice(0, 3).every(({ state }) => state === "DONE");
    if (cpp.locked) expect({ status, isCopied }).toMatchObject({ isCopied: true });
    if (status === "COMPLETED") expect(cpp.locked).toBe(true);
    if (["NOT_STARTED", "ACTION_REQUIRED", "CANCELED"].includes(status)) expect(cpp.locked).toBe(false);
    const { tenantId, settings } = (partnerCenter as { tenantId: string; settings: { sellerId: string } } | null) ?? {};
    const present = settings ? { tenantId, sellerId: settings.sellerId } : null;
    if (seller) expect(present).toEqual(seller);
    seller = present;
    expect(effects.filter((effect) => effect === "locked").length).toBeLessThanOrEqual(1);
  }
}

/** Without a new version all is as it was, and what the timeline has told stays. */
function checkSince(before: Look, { version, events }: Look, owned: Sight): void {
  expect(version).toBeGreaterThanOrEqual(before.version);
  const then = [...before.sights.values()][0]!;
  if (version === before.version)
    expect(plain(owned)).toEqual({ ...plain(then), pollAfterMs: owned.migration.pollAfterMs });
  const known = before.events.map(({ id }) => id);
  expect(events.slice(0, known.length).map(({ id }) => id)).toEqual(known);
}

/** What one person sees agrees with itself. */
function checkSight({ migration, banner, managedIn, isOwner }: Sight): void {
  const { status, awaiting, pollAfterMs, steps, failure, completedAt, startedAt } = migration;
  const expected = acting[status];
  expect({ status, awaiting }).toEqual({ status, awaiting: expected.awaiting });
  const isDone = status === "COMPLETED";
  const kind = isOwner || isDone ? expected.banner : "ASK_AN_OWNER";
  expect({ status, isOwner, banner: banner?.kind }).toEqual({ status, isOwner, banner: kind });
  expect(banner!.owners.length > 0).toBe(kind === "ASK_AN_OWNER");
  expect(managedIn).toBe(isDone ? "PARTNER_CENTER" : "CLOUD_PARTNER_PORTAL");
  expect({ status, poll: pollAfterMs !== null }).toEqual({ status, poll: awaiting === "SYSTEM" });
  expect({ status, failed: failure !== null }).toEqual({ status, failed: status === "FAILED" });
  expect(completedAt !== null).toBe(isDone);
  expect(startedAt !== null).toBe(migration.attempt > 0);

  const progress = steps.map(({ state }) => state).join(" ");
  expect(progress).toMatch(/^(DONE ?)*((RUNNING|FAILED|PENDING) ?)?(PENDING ?)*$/);
  if (isDone) expect(progress).toBe("DONE DONE DONE DONE");
  if (status === "MIGRATING") expect(progress).toContain("RUNNING");
  if (status === "FAILED") expect(progress).toContain("FAILED");
  checkRequirements(migration, isOwner);
}

/** What is asked for and what is offered agree with the status. */
function checkRequirements(migration: MoveSight, isOwner: boolean): void {
  const { status, viewerActions } = migration;
  const { workEmail, mpn } = requirementsOf(migration);
  const isAsked = status === "ACTION_REQUIRED";
  const offered = new Set<MigrationAction>(isOwner ? acting[status].actions : []);
  if (isOwner && isAsked && workEmail.state === "VERIFYING") offered.add("CONFIRM_WORK_EMAIL");
  // An MPN ID that was given may be replaced; one that CPP has may not.
  const mayEnroll = viewerActions.includes("ENROLL_IN_MPN") && mpn.state !== "DUE";
  if (isOwner && isAsked && (mpn.state === "DUE" || mayEnroll)) offered.add("ENROLL_IN_MPN");
  expect({ status, isOwner, actions: [...viewerActions].sort() }).toEqual({
    ...{ status, isOwner, actions: [...offered].sort() },
  });

  const states = { status, workEmail: workEmail.state, mpn: mpn.state };
  const isAnswered = states.workEmail === "SATISFIED" && states.mpn !== "DUE";
  if (isAsked || status === "VERIFYING") expect({ ...states, isAnswered }).toEqual({ ...states, isAnswered: !isAsked });
  if (["MIGRATING", "FAILED", "COMPLETED"].includes(status))
    expect(states).toEqual({ status, workEmail: "SATISFIED", mpn: "SATISFIED" });
  for (const { state, reason, action, problem } of [workEmail, mpn]) {
    if (state === "SATISFIED") expect({ reason, action }).toEqual({ reason: null, action: null });
    if (state === "DUE") expect(reason).not.toBeNull();
    if (action) expect(viewerActions).toContain(action);
    if (!isOwner) expect(problem).toBeNull();
  }
  if (isOwner && isAsked) expect(workEmail.action ?? mpn.action).not.toBeNull();
}
