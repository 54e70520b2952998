import { Job } from "../../entities/job";
import { accountIdOf } from "../../src/ids";
import type { MigrationStatus } from "../generated/graphql";
import type { MadeAccount } from "./accounts";
import type { Client } from "./client";
import type { Fault } from "./simulator-control";
import { minutes } from "./test-clock";
import { until } from "./until";
import { lookAt } from "./walk";
import type { World } from "./world";

const always = (fault: Fault) => (): Fault => fault;
const publisher = ({ publisherId }: MadeAccount): string => `/api/publishers/${publisherId}`;

/** The read calls of a migration, by step, as faults to lay. */
export const readsOfSteps: Record<string, (made: MadeAccount) => Fault> = {
  "VERIFY_ANSWERS: the publisher": (made) => ({ system: "cpp", method: "GET", path: publisher(made) }),
  "VERIFY_ANSWERS: the MPN profile": always({ system: "partner-center", path: "/v1/profiles/mpn" }),
  "VERIFY_ANSWERS: the global account": always({ system: "partner-center", path: "/accountenrollments/v1" }),
  "VERIFY_ANSWERS: the tenant": always({ system: "graph", path: "/v1.0/tenantRelationships" }),
  "COPY_SETTINGS: the access token": ({ tenant }) => ({ system: "entra", path: `/${tenant.tenantId}/oauth2` }),
};

/** The write calls of a migration, by step. */
export const writesOfSteps: typeof readsOfSteps = {
  "COPY_SETTINGS: the settings": always({ system: "partner-center", method: "PUT", path: "/v1/profiles/legalbus" }),
  "COPY_USERS: a member": always({ system: "partner-center", method: "POST", path: "/v1/roles" }),
  "LOCK_CPP_SETTINGS: the lock": (made) => ({ system: "cpp", method: "PUT", path: publisher(made) }),
};

const longestPauseMs = 10_000;
const mostPauses = 60;

/** Runs the worker and advances the clock until the migration no longer awaits the system. */
export async function settleDown(world: World, owner: Client, made: MadeAccount): Promise<void> {
  for (let pauses = 0; pauses < mostPauses; pauses++) {
    await world.settle();
    const { migration } = await lookAt(owner, made.publisherId);
    if (migration.awaiting !== "SYSTEM") return;
    world.clock.advance(longestPauseMs);
  }
  throw new Error("the migration does not come to rest");
}

/** Clears the faults and waits until upstream calls succeed again: opened circuits close after a while. */
export async function recovered(world: World, made: MadeAccount): Promise<void> {
  await world.simulator.healAll();
  const { upstream } = world.app.services;
  const fresh = { fresh: true };
  await until(async () => {
    const asked = await Promise.allSettled([
      upstream.cpp.publisher(made.publisherId),
      upstream.partnerCenter.membershipByMpnId(made.mpnId!, fresh),
      upstream.graph.tenantByDomain(made.tenant.domains[0]!, fresh),
      upstream.entra.realm(made.owner, fresh),
    ]);
    return asked.every(({ status }) => status === "fulfilled");
  });
}

/** Runs the worker and advances the clock until the account has no job left. */
export async function comeToRest(world: World, { publisherId }: MadeAccount): Promise<void> {
  const { reader } = world.app.services.database;
  for (let pauses = 0; pauses < 20; pauses++) {
    world.clock.advance(minutes(pauses < 5 ? 1 : 6));
    await world.settle();
    if (!(await reader.existsBy(Job, { accountId: accountIdOf(publisherId) }))) return;
  }
  throw new Error("there still are jobs");
}

/** Returns the status of the migration. */
export const statusOf = async (owner: Client, { publisherId }: MadeAccount): Promise<MigrationStatus> =>
  (await lookAt(owner, publisherId)).migration.status;
