import { UpstreamUnavailable } from "../../src/faults";
import { answerCache } from "../../src/upstream/answer-cache";
import { Cache } from "../../src/upstream/cache";
import { testClock } from "../support/test-clock";

const outage = new UpstreamUnavailable("graph", "down", "id", 1_000);
const hourMs = 3_600_000;
const clock = testClock();

describe("the answer cache", () => {
  it("loads once while the answer is fresh, and again afterwards", async () => {
    const cache = answerCache<number>(clock, 60_000);
    const load = jest.fn(async () => 1);
    await cache.get("a", load);
    clock.advance(59_999);
    await cache.get("a", load);
    expect(load).toHaveBeenCalledTimes(1);
    clock.advance(1);
    await cache.get("a", load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("loads again after the clock has been set back", async () => {
    const cache = answerCache<number>(clock, 60_000);
    clock.advance(hourMs);
    await cache.get("a", async () => 1);
    clock.advance(-hourMs);
    expect(await cache.get("a", async () => 2)).toBe(2);
  });

  it("shares one load between concurrent gets of the same key", async () => {
    const cache = answerCache<number>(clock, 60_000);
    const load = jest.fn(async () => 1);
    expect(await Promise.all([cache.get("a", load), cache.get("a", load), cache.get("b", load)])).toEqual([1, 1, 1]);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("keeps a null for ten seconds only", async () => {
    const cache = answerCache<number>(clock, 60_000);
    expect(await cache.get("a", async () => null)).toBeNull();
    clock.advance(9_999);
    expect(await cache.get("a", async () => 1)).toBeNull();
    clock.advance(1);
    expect(await cache.get("a", async () => 1)).toBe(1);
  });

  it("does not keep a null when nullMs is 0, and drops the answer it replaces", async () => {
    const cache = answerCache<number>(clock, 60_000, 0);
    await cache.get("a", async () => 1);
    expect(await cache.get("a", async () => null, { fresh: true })).toBeNull();
    expect(await cache.get("a", async () => 2)).toBe(2);
  });

  it("serves a stale answer during an outage for up to a day", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => 1);
    clock.advance(23 * hourMs);
    expect(await cache.get("a", () => Promise.reject(outage))).toBe(1);
    clock.advance(hourMs);
    await expect(cache.get("a", () => Promise.reject(outage))).rejects.toBe(outage);
  });

  it("loads at most every two seconds while the system is down", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => 1);
    clock.advance(hourMs);
    const load = jest.fn(() => Promise.reject(outage));
    await cache.get("a", load);
    clock.advance(1_999);
    await cache.get("a", load);
    expect(load).toHaveBeenCalledTimes(1);
    clock.advance(1);
    await cache.get("a", load);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("rethrows an outage when it holds a stale null or no answer", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => null);
    clock.advance(10_000);
    await expect(cache.get("a", () => Promise.reject(outage))).rejects.toBe(outage);
    await expect(cache.get("b", () => Promise.reject(outage))).rejects.toBe(outage);
  });

  it("rethrows any other fault instead of serving a stale answer", async () => {
    const cache = answerCache<number>(clock, 0);
    await cache.get("a", async () => 1);
    await expect(cache.get("a", () => Promise.reject(new TypeError("bug")))).rejects.toThrow("bug");
  });

  it("with `fresh` always loads, rethrows an outage and keeps the new answer", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => 1);
    await expect(cache.get("a", () => Promise.reject(outage), { fresh: true })).rejects.toBe(outage);
    expect(await cache.get("a", async () => 2, { fresh: true })).toBe(2);
    expect(await cache.get("a", async () => 3)).toBe(2);
  });

  it("does not let a slow earlier load replace a newer answer", async () => {
    const cache = answerCache<number>(clock, 60_000);
    let arrive = (_value: number): void => undefined;
    const slow = cache.get("a", () => new Promise<number>((resolve) => (arrive = resolve)));
    await cache.get("a", async () => 2, { fresh: true });
    arrive(1);
    expect(await slow).toBe(1);
    expect(await cache.get("a", async () => 3)).toBe(2);
  });
});

describe("a cache", () => {
  it("evicts the least recently used entry when full", async () => {
    const cache = new Cache<string>(clock, { freshMs: () => 1_000, staleMs: () => 0, maxEntries: 2 });
    const get = (key: string, value: string) => cache.get(key, async () => value);
    await get("a", "old");
    await get("b", "old");
    await get("a", "new");
    await get("c", "old");
    expect(await get("a", "new")).toBe("old");
    expect(await get("b", "new")).toBe("new");
  });

  it("forgets a value only if the predicate accepts it", async () => {
    const cache = new Cache<string>(clock, { freshMs: () => 1_000, staleMs: () => 0 });
    await cache.get("a", async () => "1");
    cache.forget("a", (value) => value === "0");
    expect(await cache.get("a", async () => "2")).toBe("1");
    cache.forget("a", (value) => value === "1");
    expect(await cache.get("a", async () => "2")).toBe("2");
  });
});
