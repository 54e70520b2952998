import DataLoader from "dataloader";

/** A value that is there already, or the promise of one. */
export type Soon<T> = T | Promise<T>;

/** Goes on with the values: at once when all are there, so that nobody waits for what has been read already. */
export function when<const Values extends readonly unknown[], Result>(
  values: Values,
  then: (...there: { -readonly [I in keyof Values]: Awaited<Values[I]> }) => Soon<Result>,
): Soon<Result> {
  const use = then as (...there: unknown[]) => Soon<Result>;
  for (const value of values) if (value instanceof Promise) return Promise.all(values).then((there) => use(...there));
  return use(...values);
}

/** Loads by key for one request, all keys that are asked for together by one read; what it has, it gives at once. */
export class Loader<Key, Value, Name = Key> {
  private readonly there = new Map<Name, Value>();
  private readonly toCome: DataLoader<Key, Value, Name>;

  constructor(
    read: (keys: readonly Key[]) => Promise<Value[]>,
    private readonly nameOf = (key: Key) => key as unknown as Name,
  ) {
    this.toCome = new DataLoader<Key, Value, Name>(
      async (keys) => {
        const values = await read(keys);
        keys.forEach((key, i) => this.give(key, values[i]!));
        return values;
      },
      { cacheKeyFn: nameOf },
    );
  }

  load(key: Key): Soon<Value> {
    const name = this.nameOf(key);
    const value = this.there.get(name);
    return value !== undefined || this.there.has(name) ? value! : this.toCome.load(key);
  }

  /** Gives it what was read otherwise. */
  give(key: Key, value: Value): void {
    this.there.set(this.nameOf(key), value);
  }
}
