import { PassThrough } from "node:stream";
import { runReconcile, type ReconcileWish } from "../../src/user/reconcile/reconcile-command";
import type { World } from "./world";

/** Runs `npm run reconcile` in the world; returns its exit status and output. Its pauses advance the world's clock. */
export async function reconcileIn(world: World, wish: Partial<ReconcileWish> = {}) {
  const out = new PassThrough();
  const never = new AbortController().signal;
  const pause = async (ms: number) => world.clock.advance(ms);
  const status = await runReconcile(world.app.services, { dryRun: false, signal: never, out, pause, ...wish });
  out.end();
  const lines = (await out.toArray()).join("").trimEnd().split("\n");
  return { status, lines, counts: lines.at(-1) };
}
