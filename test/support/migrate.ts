import type { AccountKind, MadeAccount } from "./accounts";
import type { Client } from "./client";
import { lookAt, start, submit, succeeded } from "./walk";
import type { World } from "./world";

/** Makes an account and has its owner migrate it with their own address. */
export async function migrate(world: World, kind: AccountKind = {}): Promise<{ made: MadeAccount; owner: Client }> {
  const made = await world.account(kind);
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.owner));
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  if (migration.status !== "COMPLETED") throw new Error(`the migration is ${migration.status}`);
  return { made, owner };
}
