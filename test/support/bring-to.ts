import type { MigrationStatus } from "../generated/graphql";
import type { AccountKind, MadeAccount } from "./accounts";
import type { Client } from "./client";
import { minutes } from "./test-clock";
import { cancel, lookAt, start, submit, succeeded } from "./walk";
import type { World } from "./world";

/** An account whose migration has the wanted status. */
export interface Brought {
  made: MadeAccount;
  owner: Client;
  id: string;
}

/** The call that creates the seller account. */
export const savingSettings = { system: "partner-center", method: "PUT", path: "/v1/profiles/legalbusiness" };

/** Partner Center's answer to settings that it rejects. */
export const notTaken = { code: 2000, description: "The company name is not valid", data: [], source: "PartnerFD" };

/**
 * Makes an account and has its owner bring it to that status. For MIGRATING, Partner Center fails for now (500); for
 * FAILED, it rejects the settings (400).
 */
export async function bringTo(world: World, status: MigrationStatus, kind: AccountKind = {}): Promise<Brought> {
  const made = await world.account(kind);
  const owner = await world.as(made.owner);
  if (status !== "NOT_STARTED") await start(owner, made);
  const { id } = (await lookAt(owner, made.publisherId)).migration;
  if (status === "CANCELED") succeeded(await cancel(owner, id));
  if (["VERIFYING", "MIGRATING", "FAILED", "COMPLETED"].includes(status))
    succeeded(await submit(owner, id, made.owner));
  if (status === "MIGRATING") await world.simulator.fault({ ...savingSettings, status: 500 });
  if (status === "FAILED") await world.simulator.fault({ ...savingSettings, status: 400, body: notTaken });
  if (["MIGRATING", "FAILED", "COMPLETED"].includes(status)) await world.settle();
  await world.simulator.healAll();
  const { migration } = await lookAt(owner, made.publisherId);
  if (migration.status !== status) throw new Error(`the migration is ${migration.status}, not ${status}`);
  return { made, owner, id };
}

/** Brings a migration to its last step: everything is copied, but CPP cannot be locked yet. */
export async function bringToTheLock(world: World): Promise<Brought> {
  const brought = await bringTo(world, "VERIFYING");
  await goOnToTheLock(world);
  const { migration } = await lookAt(brought.owner, brought.made.publisherId);
  const steps = migration.steps.map((step) => step.state).join();
  if (steps !== "DONE,DONE,DONE,RUNNING") throw new Error(`the steps are ${steps}`);
  return brought;
}

/** Lets the worker continue up to the lock, which fails for now. */
export async function goOnToTheLock(world: World): Promise<void> {
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 500 });
  world.clock.advance(minutes(1));
  await world.settle();
  await world.simulator.healAll();
}
