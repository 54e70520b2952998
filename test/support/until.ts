import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

const pauseMs = 10;

/** Polls until the condition holds, for things that happen in the background; throws after `patienceMs`. */
export async function until(isSo: () => Promise<boolean>, patienceMs = 10_000): Promise<void> {
  const begun = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begun > patienceMs) throw new Error("it has not come to that");
    await pause(pauseMs);
  }
}
