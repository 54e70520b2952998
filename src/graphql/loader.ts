import DataLoader from "dataloader";

/** A value that is already available, or a promise of it. */
export type Soon<T> = T | Promise<T>;

/** Continues with the values: synchronously when all are available, so nothing waits for what was already read. */
export function when<const Values extends readonly unknown[], Result>(
  values: Values,
  then: (...there: { -readonly [I in keyof Values]: Awaited<Values[I]> }) => Soon<Result>,
): Soon<Result> {
  const use = then as (...there: unknown[]) => Soon<Result>;
  for (const value of values) if (value instanceof Promise) return Promise.all(values).then((there) => use(...there));
  return use(...values);
}

/** Loads by key for one request. Batches the keys asked for together, and returns what it has synchronously. */
export class Loader<Key, Value, Name = Key> {
  private readonly there = new Map<Name, Value>();
  private toCome: DataLoader<Key, Value, Name> | undefined;

  constructor(
    private readonly read: (keys: readonly Key[]) => Promise<Value[]>,
    private readonly nameOf = (key: Key) => key as unknown as Name,
  ) {}

  load(key: Key): Soon<Value> {
    const name = this.nameOf(key);
    const value = this.there.get(name);
    if (value !== undefined || this.there.has(name)) return value!;
    this.toCome ??= new DataLoader((keys) => this.readAndKeep(keys), { cacheKeyFn: this.nameOf });
    return this.toCome.load(key);
  }

  /** Adds a value that was read elsewhere. */
  give(key: Key, value: Value): void {
    this.there.set(this.nameOf(key), value);
  }

  private async readAndKeep(keys: readonly Key[]): Promise<Value[]> {
    const values = await this.read(keys);
    keys.forEach((key, i) => this.give(key, values[i]!));
    return values;
  }
}
