import { UpstreamUnavailable } from "../../src/faults";
import { answerCache } from "../../src/upstream/answer-cache";
import { Cache } from "../../src/upstream/cache";
import { testClock } from "../support/test-clock";

const outage = new UpstreamUnavailable("graph", "down", "id", 1_000);
const hourMs = 3_600_000;
const clock = testClock();

describe("a cache of answers", () => {
  it("asks once while an answer is fresh, and again after", async () => {
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

  it("asks once for all who want the same at the same time", async () => {
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

  it("keeps no null at all when told so, and drops the answer it replaces", async () => {
    const cache = answerCache<number>(clock, 60_000, 0);
    await cache.get("a", async () => 1);
    expect(await cache.get("a", async () => null, { fresh: true })).toBeNull();
    expect(await cache.get("a", async () => 2)).toBe(2);
  });

  it("serves an old answer during an outage, for a day", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => 1);
    clock.advance(23 * hourMs);
    expect(await cache.get("a", () => Promise.reject(outage))).toBe(1);
    clock.advance(hourMs);
    await expect(cache.get("a", () => Promise.reject(outage))).rejects.toBe(outage);
  });

  it("does not ask a system that is down for every answer", async () => {
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

  it("never makes a null of an outage", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => null);
    clock.advance(10_000);
    await expect(cache.get("a", () => Promise.reject(outage))).rejects.toBe(outage);
    await expect(cache.get("b", () => Promise.reject(outage))).rejects.toBe(outage);
  });

  it("does not hide any other fault", async () => {
    const cache = answerCache<number>(clock, 0);
    await cache.get("a", async () => 1);
    await expect(cache.get("a", () => Promise.reject(new TypeError("bug")))).rejects.toThrow("bug");
  });

  it("asks afresh for decisions, and rather fails than answers from the past", async () => {
    const cache = answerCache<number>(clock, 60_000);
    await cache.get("a", async () => 1);
    await expect(cache.get("a", () => Promise.reject(outage), { fresh: true })).rejects.toBe(outage);
    expect(await cache.get("a", async () => 2, { fresh: true })).toBe(2);
    expect(await cache.get("a", async () => 3)).toBe(2);
  });

  it("lets no slow older answer replace a fresh one", async () => {
    const cache = answerCache<number>(clock, 60_000);
    let arrive = (_value: number): void => undefined;
    const slow = cache.get("a", () => new Promise<number>((resolve) => (arrive = resolve)));
    await cache.get("a", async () => 2, { fresh: true });
    arrive(1);
    expect(await slow).toBe(1);
    expect(await cache.get("a", async () => 3)).toBe(2);
  });
});

describe("any cache", () => {
  it("drops what was not used for the longest time", async () => {
    const cache = new Cache<string>(clock, { freshMs: () => 1_000, staleMs: () => 0, maxEntries: 2 });
    const get = (key: string, value: string) => cache.get(key, async () => value);
    await get("a", "old");
    await get("b", "old");
    await get("a", "new");
    await get("c", "old");
    expect(await get("a", "new")).toBe("old");
    expect(await get("b", "new")).toBe("new");
  });

  it("forgets a value, but not the one that has replaced it", async () => {
    const cache = new Cache<string>(clock, { freshMs: () => 1_000, staleMs: () => 0 });
    await cache.get("a", async () => "1");
    cache.forget("a", (value) => value === "0");
    expect(await cache.get("a", async () => "2")).toBe("1");
    cache.forget("a", (value) => value === "1");
    expect(await cache.get("a", async () => "2")).toBe("2");
  });
});
