import type { Clock } from "../clock";
import { UpstreamUnavailable } from "../faults";

/** How long a value may be served, depending on the value. Not kept when both are zero or less. */
export interface CacheRules<T> {
  /** How long it is served without loading. */
  freshMs(value: T): number;
  /** How long it is served while the system is unavailable. */
  staleMs(value: T): number;
  maxEntries?: number;
}

interface Entry<T> {
  value: T;
  /** When it was loaded: in the future if the clock has been set back since. */
  begun: number;
  freshUntil: number;
  staleUntil: number;
}

/** After a failed load, a stale value is served this long before the next load. */
const pauseMs = 2_000;

/** A bounded read-through cache: one load in flight per key, and stale values while a system is down. */
export class Cache<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly flights = new Map<string, Promise<T>>();

  constructor(
    private readonly clock: Clock,
    private readonly rules: CacheRules<T>,
  ) {}

  /** Returns the value, loaded when it is not fresh. `fresh` always loads, and never serves a stale value. */
  async get(key: string, load: () => Promise<T>, { fresh = false } = {}): Promise<T> {
    if (fresh) return this.fly(key, load);
    const entry = this.touch(key);
    const asked = this.clock.now();
    if (entry && entry.begun <= asked && asked < entry.freshUntil) return entry.value;
    try {
      return await (this.flights.get(key) ?? this.fly(key, load));
    } catch (error) {
      const old = this.entries.get(key);
      const now = this.clock.now();
      if (!(error instanceof UpstreamUnavailable) || !old || now >= old.staleUntil) throw error;
      old.freshUntil = Math.max(old.freshUntil, now + pauseMs);
      return old.value;
    }
  }

  /** Drops the key's value when `meant` accepts it. */
  forget(key: string, meant: (value: T) => boolean): void {
    const entry = this.entries.get(key);
    if (entry && meant(entry.value)) this.entries.delete(key);
  }

  private fly(key: string, load: () => Promise<T>): Promise<T> {
    const begun = this.clock.now();
    const flight = load()
      .then((value) => {
        if (this.flights.get(key) === flight) this.keep(key, value, begun);
        return value;
      })
      .finally(() => {
        if (this.flights.get(key) === flight) this.flights.delete(key);
      });
    this.flights.set(key, flight);
    return flight;
  }

  private keep(key: string, value: T, begun: number): void {
    this.entries.delete(key);
    const freshUntil = begun + this.rules.freshMs(value);
    const staleUntil = begun + this.rules.staleMs(value);
    if (Math.max(freshUntil, staleUntil) <= begun) return;
    this.entries.set(key, { value, begun, freshUntil, staleUntil });
    if (this.entries.size <= (this.rules.maxEntries ?? 5_000)) return;
    for (const oldest of this.entries.keys()) return void this.entries.delete(oldest);
  }

  private touch(key: string): Entry<T> | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry;
  }
}
