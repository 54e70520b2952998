import { gather } from "../../src/database/gather";

beforeEach(() => void jest.useFakeTimers({ doNotFake: ["queueMicrotask", "setImmediate", "nextTick"] }));
afterEach(() => jest.useRealTimers());

/** Statements that the test answers or fails by hand. */
function statements() {
  const sent: { keys: string[]; answer: (found: string) => void; fail: (error: Error) => void }[] = [];
  const read = (keys: string[]) =>
    new Promise<string>((answer, fail) => {
      sent.push({ keys, answer, fail });
    });
  return { sent, keys: () => sent.map((one) => one.keys), ask: gather(read, 4) };
}

/** Waits until all pending callbacks have run. */
const settle = () => new Promise(setImmediate);

test("concurrent reads share a statement, in which each key occurs once", async () => {
  const { sent, keys, ask } = statements();
  const all = Promise.all([ask(["a"]), ask(["b", "a"])]);
  await settle();
  expect(keys()).toEqual([["a", "b"]]);
  sent[0]!.answer("found");
  expect(await all).toEqual(["found", "found"]);
});

test("reads wait while two statements are in flight, but a full batch is sent at once", async () => {
  const { sent, keys, ask } = statements();
  for (const key of ["a", "b", "c", "d"]) {
    void ask([key]);
    await settle();
  }
  expect(keys()).toEqual([["a"], ["b"]]);
  sent[1]!.answer("");
  await settle();
  expect(keys().slice(2)).toEqual([["c", "d"]]);
  void ask(["e", "f"]);
  void ask(["g", "h"]);
  void ask(["i"]);
  await settle();
  expect(keys().slice(3)).toEqual([["e", "f", "g", "h"]]);
});

test("a failed statement rejects its own reads and lets the next batch go", async () => {
  const { sent, keys, ask } = statements();
  const [first] = [ask(["a"]), await settle(), ask(["b"]), await settle()];
  const third = ask(["c"]);
  await settle();
  sent[0]!.fail(new Error("lost"));
  await expect(first).rejects.toThrow("lost");
  await settle();
  expect(keys()).toEqual([["a"], ["b"], ["c"]]);
  sent[2]!.answer("found");
  expect(await third).toBe("found");
});

test("reads that wait behind unanswered statements are sent after 500 ms", async () => {
  const { keys, ask } = statements();
  for (const key of ["a", "b", "c"]) {
    void ask([key]);
    await settle();
  }
  expect(keys()).toEqual([["a"], ["b"]]);
  jest.advanceTimersByTime(499);
  void ask(["d"]);
  await settle();
  expect(keys()).toEqual([["a"], ["b"]]);
  jest.advanceTimersByTime(2);
  expect(keys().slice(2)).toEqual([["c", "d"]]);
  void ask(["e"]);
  await settle();
  expect(keys().slice(3)).toEqual([["e"]]);
});

test("no timer is left once all reads have been answered", async () => {
  const { sent, ask } = statements();
  const asked: Promise<string>[] = [];
  for (const key of ["a", "b", "c"]) {
    asked.push(ask([key]));
    await settle();
  }
  expect(jest.getTimerCount()).toBe(1);
  sent[0]!.answer("found");
  sent[1]!.answer("found");
  await settle();
  sent[2]!.answer("found");
  expect(await Promise.all(asked)).toEqual(["found", "found", "found"]);
  expect(jest.getTimerCount()).toBe(0);
});
