/** Work of which some is done at the same time. */
export interface SideBySide {
  /** Begins, once few enough are under way; throws what an earlier one has failed with. */
  begin(work: () => Promise<void>): Promise<void>;
  /** Ends when all have ended; throws what one has failed with. */
  end(): Promise<void>;
  /** Ends when all have ended, well or not. */
  settle(): Promise<void>;
}

/** Lets so much be under way at once. */
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
