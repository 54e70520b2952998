interface Batch<Key, Found> {
  keys: Set<Key>;
  found: Promise<Found>;
  settle(work: Promise<Found>): void;
  /** Sends the batch even if the statements under way take too long. */
  late?: NodeJS.Timeout;
}

/** How many statements of a kind may be in flight before further keys wait for each other. */
const lanes = 2;
/** A statement in flight for longer no longer blocks the next one: its connection may be dead. */
const patienceMs = 500;

/**
 * Batches the keys of concurrent callers into one statement: keys requested while statements of the kind are in flight
 * travel together in the next one, which is sent at once when it has `most`. Nothing is cached: each caller gets what
 * the database said after it asked.
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
    // Otherwise the timer would keep the batch, and all that it found, in memory until it fires.
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
  // In a microtask, once all concurrent callers have added their keys.
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
