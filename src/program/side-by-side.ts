/** Runs work concurrently, up to a limit. */
export interface SideBySide {
  /** Starts the work once fewer than the limit are running; throws the error of an earlier one. */
  begin(work: () => Promise<void>): Promise<void>;
  /** Waits for all to end; throws the first error. */
  end(): Promise<void>;
  /** Waits for all to end, whether they succeed or fail. */
  settle(): Promise<void>;
}

/** Creates a runner of at most `atOnce` pieces of work at a time. */
export function sideBySide(atOnce: number): SideBySide {
  const running = new Set<Promise<void>>();
  const faults: unknown[] = [];
  const throwFault = () => {
    if (faults.length > 0) throw faults[0];
  };
  const settle = async () => void (await Promise.all(running));
  return {
    begin: async (work) => {
      while (running.size >= atOnce) await Promise.race(running);
      throwFault();
      const run: Promise<void> = work()
        .catch((error: unknown) => void faults.push(error))
        .finally(() => running.delete(run));
      running.add(run);
    },
    end: async () => {
      await settle();
      throwFault();
    },
    settle,
  };
}
