import { readFile } from "node:fs/promises";
import type { State } from "../state/open-state";
import { describeIssues } from "./describe-issues";
import { world, type World } from "./world";

/** Adds the entries of a world, or of its file, that the state does not have yet. */
export async function loadWorld(state: State, source: World | string): Promise<void> {
  const parsed = world.safeParse(typeof source === "string" ? JSON.parse(await readFile(source, "utf8")) : source);
  if (!parsed.success) throw new Error(`Not a world: ${describeIssues(parsed.error)}`);
  state.atomically(() => {
    parsed.data.tenants.forEach(state.tenants.add);
    parsed.data.mpnAccounts.forEach(state.mpnAccounts.add);
    parsed.data.people.forEach(state.people.add);
  });
}
