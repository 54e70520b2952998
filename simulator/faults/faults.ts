import type { Fault, FaultySystem } from "./fault";

/** The laid faults; a call takes the first one that matches and is not used up. */
export type Faults = ReturnType<typeof createFaults>;

/** Creates a store of faults, empty at first. */
export function createFaults() {
  let faults: (Fault & { left: number })[] = [];
  return {
    lay(fault: Fault): void {
      faults.push({ ...fault, left: fault.times ?? Infinity });
    },
    clear(): void {
      faults = [];
    },
    /** Returns the fault that applies to this call, if any, and counts its use. */
    take(system: FaultySystem, method: string, path: string): Fault | undefined {
      const fault = faults.find((laid) => laid.left > 0 && matches(laid, system, method, path));
      if (fault) fault.left -= 1;
      return fault;
    },
  };
}

function matches(fault: Fault, system: FaultySystem, method: string, path: string): boolean {
  if (fault.system !== system || (fault.method ?? method) !== method) return false;
  return [path, decode(path)].some((form) => form.startsWith(fault.path ?? ""));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
