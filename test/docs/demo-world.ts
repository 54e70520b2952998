import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openWorld, type World, type WorldOptions } from "../support/world";

const demo = join(__dirname, "../../simulator/demo");

/** Opens the world of `npm start`, whose people and accounts the pages mention. */
export async function openDemoWorld(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld({ worker: true, ...options });
  const known = JSON.parse(readFileSync(join(demo, "world.json"), "utf8")) as object;
  const lines = readFileSync(join(demo, "accounts.ndjson"), "utf8").trim().split("\n");
  const accounts = lines.map((line) => JSON.parse(line) as object);
  await world.simulator.learn({ ...known, accounts });
  await world.importRows(accounts);
  return world;
}
