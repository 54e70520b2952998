interface Batch<Key, Found> {
  keys: Set<Key>;
  found: Promise<Found>;
  settle(work: Promise<Found>): void;
}

/** So many statements of a kind are under way at most, before those who ask wait for each other. */
const lanes = 2;

/**
 * Reads by one statement for all who ask at the same time: keys asked for while statements of the kind are under way travel
 * together in the next one, which does not wait once it has `most`. Nothing is kept: whoever asks gets what the database
 * said after they had asked.
 */
export function gather<Key, Found>(
  read: (keys: Key[]) => Promise<Found>,
  most: number,
): (keys: readonly Key[]) => Promise<Found> {
  let waiting: Batch<Key, Found> | null = null;
  let underWay = 0;
  const send = (batch: Batch<Key, Found>): void => {
    waiting = null;
    underWay++;
    batch.settle(
      read([...batch.keys]).finally(() => {
        underWay--;
        if (waiting) send(waiting);
      }),
    );
  };
  const start = (): Batch<Key, Found> => {
    const batch = newBatch<Key, Found>();
    // After all who ask at once.
    queueMicrotask(() => {
      if (batch === waiting && underWay < lanes) send(batch);
    });
    return batch;
  };
  return (keys) => {
    const batch = (waiting ??= start());
    for (const key of keys) batch.keys.add(key);
    if (batch.keys.size >= most) send(batch);
    return batch.found;
  };
}

function newBatch<Key, Found>(): Batch<Key, Found> {
  let settle!: Batch<Key, Found>["settle"];
  const found = new Promise<Found>((resolve) => (settle = resolve));
  return { keys: new Set(), found, settle };
}
