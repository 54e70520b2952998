interface Batch<Key, Found> {
  keys: Set<Key>;
  found: Promise<Found>;
  settle(work: Promise<Found>): void;
  /** Sends it in the end, however long the others take. */
  late?: NodeJS.Timeout;
}

/** So many statements of a kind are under way at most, before those who ask wait for each other. */
const lanes = 2;
/** A statement that takes longer holds up nobody else: its connection may be dead. */
const patienceMs = 500;

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
  const underWay = new Set<{ since: number }>();
  const isFree = (): boolean => {
    const early = performance.now() - patienceMs;
    let young = 0;
    for (const { since } of underWay) if (since >= early) young++;
    return young < lanes;
  };
  const send = (batch: Batch<Key, Found>): void => {
    waiting = null;
    // What the timer holds would stay for as long as it runs: the batch, and all that was found.
    clearTimeout(batch.late);
    const statement = { since: performance.now() };
    underWay.add(statement);
    batch.settle(
      read([...batch.keys]).finally(() => {
        underWay.delete(statement);
        if (waiting) send(waiting);
      }),
    );
  };
  const start = (): Batch<Key, Found> => {
    const batch = newBatch<Key, Found>();
    if (!isFree()) batch.late = setTimeout(() => send(batch), patienceMs).unref();
    return batch;
  };
  // Once all who ask at the same time have asked.
  const sendSoon = (batch: Batch<Key, Found>) =>
    queueMicrotask(() => {
      if (batch === waiting && isFree()) send(batch);
    });
  return (keys) => {
    const batch = (waiting ??= start());
    for (const key of keys) batch.keys.add(key);
    if (batch.keys.size >= most) send(batch);
    else if (isFree()) sendSoon(batch);
    return batch.found;
  };
}

function newBatch<Key, Found>(): Batch<Key, Found> {
  let settle!: Batch<Key, Found>["settle"];
  const found = new Promise<Found>((resolve) => (settle = resolve));
  return { keys: new Set(), found, settle };
}
