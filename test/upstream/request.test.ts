import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { z } from "zod";
import { UpstreamRejected, UpstreamUnavailable } from "../../src/faults";
import type { Read, Write } from "../../src/upstream/request/call";
import { newErrand } from "../../src/upstream/request/errand";
import { createReport } from "../../src/upstream/request/report";
import type { HttpSystem } from "../../src/upstream/request/request";
import { logLines } from "../support/log-lines";
import { testClock } from "../support/test-clock";
import { answer, drop, type FakeSystems, silence, startFakeSystems } from "./support/fake-systems";
import { requestTo, type RequestTo } from "./support/request-to";

const schema = z.object({ n: z.number() });
const read: Read<{ n: number }> = { name: "read", method: "GET", path: "/thing", answer: schema };
const write: Write<{ n: number }> = {
  ...read,
  name: "write",
  method: "PUT",
  body: { n: 1 },
  key: { requestId: randomUUID() },
};
const good = answer(200, { n: 1 }, { etag: '"e"' });

let fake: FakeSystems;
let system: RequestTo;
const opened: RequestTo[] = [];

function impatient(options: Partial<HttpSystem>): RequestTo {
  const one = requestTo(fake.url, options);
  opened.push(one);
  return one;
}

async function faultOf(promise: Promise<unknown>): Promise<UpstreamUnavailable | UpstreamRejected> {
  const error = await promise.then(
    () => new Error("it was answered"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof UpstreamUnavailable || error instanceof UpstreamRejected) return error;
  throw error;
}

beforeEach(async () => {
  jest.spyOn(Math, "random").mockReturnValue(0);
  fake = await startFakeSystems();
  system = impatient({});
});

afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await fake.stop();
});

describe("a good answer", () => {
  it("is returned with its ETag", async () => {
    fake.react("/thing", good);
    expect(await system.request(read)).toEqual({ kind: "answer", body: { n: 1 }, etag: '"e"' });
  });

  it("can be empty", async () => {
    fake.react("/thing", answer(204, ""));
    expect(await system.request({ ...write, answer: z.unknown() })).toMatchObject({ body: undefined });
  });

  it("is requested with a correlation ID and, for a write, with its request ID and If-Match", async () => {
    fake.react("/thing", good);
    await system.request({ ...write, ifMatch: '"e"' });
    await system.request(read);
    const [first, second] = fake.seen.map(({ headers }) => headers);
    expect(first).toMatchObject({
      "ms-requestid": write.key.requestId,
      "if-match": '"e"',
      "content-type": "application/json",
    });
    expect(first?.["ms-correlationid"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.["ms-correlationid"]).not.toBe(first?.["ms-correlationid"]);
    expect(second?.["ms-requestid"]).toBeUndefined();
  });
});

describe("a retry", () => {
  it.each([
    ["503", answer(503, "busy")],
    ["500 with JSON", answer(500, { code: 1, description: "no" })],
    ["429", answer(429, {})],
    ["a dropped connection", drop],
  ])("follows %s, with the same request ID and correlation ID", async (_name, fault) => {
    fake.react("/thing", fault, fault, good);
    expect(await system.request(write)).toMatchObject({ body: { n: 1 } });
    expect(new Set(fake.seen.map(({ headers }) => headers["ms-requestid"])).size).toBe(1);
    expect(new Set(fake.seen.map(({ headers }) => headers["ms-correlationid"])).size).toBe(1);
    expect(system.events.filter(({ kind }) => kind === "retry")).toHaveLength(2);
  });

  it("follows a timeout", async () => {
    fake.react("/thing", silence, good);
    const { request } = impatient({ timeoutMs: 250 });
    expect(await request(read)).toMatchObject({ body: { n: 1 } });
  });

  it("happens at most twice, then the call fails as unavailable", async () => {
    fake.react("/thing", answer(503, ""));
    const fault = await faultOf(system.request(read));
    expect(fault).toMatchObject({
      name: "UpstreamUnavailable",
      system: "cpp",
      reason: "status 503",
      retryAfterMs: 2_000,
    });
    expect(fault.correlationId).toBe(fake.seen[0]?.headers["ms-correlationid"]);
    expect(fake.seen).toHaveLength(3);
  });

  it("waits as long as Retry-After says", async () => {
    fake.react("/thing", answer(429, {}, { "retry-after": "0.05" }), good);
    const begun = performance.now();
    await system.request(read);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(49);
  });

  it("is not made when Retry-After is longer than a caller's time limit", async () => {
    fake.react("/thing", answer(429, {}, { "retry-after": "30" }), good);
    expect(await faultOf(system.request(read))).toMatchObject({ retryAfterMs: 30_000 });
    expect(fake.seen).toHaveLength(1);
  });

  it("measures a date in Retry-After by the clock", async () => {
    const clock = testClock();
    clock.advance(3_600_000);
    const date = new Date(clock.now() + 30_000).toUTCString();
    fake.react("/thing", answer(503, "", { "retry-after": date }));
    const retryAfterMs = Date.parse(date) - clock.now();
    expect(await faultOf(impatient({ clock }).request(read))).toMatchObject({ retryAfterMs });
  });

  it("is not made when too little of the errand's time is left", async () => {
    fake.react("/thing", silence);
    const { request } = impatient({ timeoutMs: 600 });
    expect(await faultOf(request({ ...read, errand: newErrand(640) }))).toMatchObject({ reason: "no answer in time" });
    expect(fake.seen).toHaveLength(1);
  });
});

describe("UpstreamUnavailable", () => {
  it.each([
    ["no JSON", answer(200, "<html>"), "status 200 without JSON"],
    ["an undocumented form", answer(200, { n: "1" }), "not the documented answer at n"],
    ["an empty body", answer(200, ""), "not the documented answer at its root"],
    ["a body that is too large", answer(200, { n: 1, more: "x".repeat(1_100_000) }), "the answer is too large"],
    ["a redirect", answer(302, "", { location: "/elsewhere" }), "status 302"],
    ["401", answer(401, { code: 1, description: "no" }), "status 401"],
    ["403 with an unknown code", answer(403, { code: "Forbidden", description: "no" }), "status 403"],
    ["404 without JSON", answer(404, "<html>"), "status 404 without JSON"],
    ["404 in an undocumented form", answer(404, { message: "no" }), "status 404 without the documented body"],
  ])("is thrown without a retry on %s", async (_name, fault, reason) => {
    fake.react("/thing", fault);
    expect(await faultOf(system.request(write))).toMatchObject({ name: "UpstreamUnavailable", reason });
    expect(fake.seen).toHaveLength(1);
  });

  it("is thrown when there is no connection", async () => {
    const { request } = impatient({ url: "http://127.0.0.1:1" });
    expect(await faultOf(request(read))).toMatchObject({ reason: "no connection (ECONNREFUSED)" });
  });

  it("is thrown on an unexpected refusal of a read", async () => {
    fake.react("/thing", answer(400, { code: 2000, description: "no" }));
    expect(await faultOf(system.request(read))).toMatchObject({ reason: "unexpected 400 2000" });
  });
});

describe("a refusal", () => {
  it("of a write is rejected without a retry, with its code and truncated description", async () => {
    fake.react("/thing", answer(409, { code: 4090, description: "x".repeat(1_000) }));
    const fault = await faultOf(system.request(write));
    expect(fault).toMatchObject({ name: "UpstreamRejected", status: 409, code: "4090", description: "x".repeat(300) });
    expect(fake.seen).toHaveLength(1);
  });

  it("with 403 and a known code rejects a write, but makes a read unavailable", async () => {
    fake.react("/thing", answer(403, { code: "PublisherLocked", description: "locked" }));
    expect(await faultOf(system.request(write))).toMatchObject({ name: "UpstreamRejected", code: "PublisherLocked" });
    expect(await faultOf(system.request(read))).toMatchObject({ name: "UpstreamUnavailable" });
  });

  it.each(["404 3000", "404"])("is returned as an answer when %s is expected", async (expected) => {
    fake.react("/thing", answer(404, { code: 3000, description: "none" }));
    expect(await system.request({ ...read, expected: [expected] })).toMatchObject({ kind: "refusal", code: "3000" });
    expect(await faultOf(system.request({ ...read, expected: ["404 3001"] }))).toMatchObject({
      name: "UpstreamUnavailable",
    });
  });
});

describe("the circuit breaker", () => {
  it("opens after ten failures, is half-open after two seconds and closes on success", async () => {
    const now = performance.now();
    const clock = jest.spyOn(performance, "now").mockReturnValue(now);
    fake.react("/thing", answer(500, ""));
    const ask = async () => (await faultOf(system.request(read))).message;
    const messages = [await ask(), await ask(), await ask(), await ask()];
    expect(messages.at(-1)).toBe("cpp is unavailable: its circuit is open");
    expect(await faultOf(system.request(read))).toMatchObject({ reason: "its circuit is open", retryAfterMs: 2_000 });
    expect(fake.seen).toHaveLength(10);

    clock.mockReturnValue(now + 2_000);
    fake.react("/thing", good);
    expect(await system.request(read)).toMatchObject({ body: { n: 1 } });
    const states = system.events.flatMap((event) => (event.kind === "circuit" ? [event.state] : []));
    expect(states).toEqual(["open", "half-open", "closed"]);
  });

  it("is logged when it opens and closes, not each time that it stays open, nor are the calls that it stops", async () => {
    const log = logLines();
    const { request } = impatient({ report: createReport("cpp", pino({ level: "warn" }, log)) });
    const now = performance.now();
    const clock = jest.spyOn(performance, "now").mockReturnValue(now);
    fake.react("/thing", answer(500, ""));
    for (let time = 0; time < 4; time++) await faultOf(request(read));
    expect(log.lines().filter(({ msg }) => msg === "upstream gave no usable answer")).toHaveLength(3);
    for (const later of [2_000, 4_000, 6_000]) {
      clock.mockReturnValue(now + later);
      if (later === 6_000) fake.react("/thing", good);
      await request(read).catch(() => undefined);
    }
    const changes = log.lines().filter(({ msg }) => msg === "upstream circuit changed");
    expect(changes).toMatchObject([{ state: "open" }, { state: "closed" }]);
  });

  it("is half-open after two seconds even if the clock has been set back", async () => {
    fake.react("/thing", answer(500, ""));
    for (let time = 0; time < 4; time++) await faultOf(system.request(read));
    jest.spyOn(Date, "now").mockReturnValue(Date.now() - 3_600_000);
    jest.spyOn(performance, "now").mockReturnValue(performance.now() + 2_000);
    fake.react("/thing", good);
    expect(await system.request(read)).toMatchObject({ body: { n: 1 } });
  });

  it("is not closed by a call that comes too late to ask", async () => {
    const now = performance.now();
    const clock = jest.spyOn(performance, "now").mockReturnValue(now);
    fake.react("/thing", answer(500, ""));
    for (let time = 0; time < 4; time++) await faultOf(system.request(read));
    clock.mockReturnValue(now + 2_000);
    const late = await faultOf(system.request({ ...read, errand: newErrand(500) }));
    expect(late).toMatchObject({ reason: "no answer in time" });
    expect(fake.seen).toHaveLength(10);
    expect(system.events.flatMap((event) => (event.kind === "circuit" ? [event.state] : []))).toEqual(["open"]);
  });

  it.each([
    ["refuses with 404", answer(404, { code: 3000, description: "none" })],
    ["denies access with 403", answer(403, { code: 1, description: "no" })],
  ])("stays closed when the system %s", async (_name, fault) => {
    fake.react("/thing", fault);
    for (let time = 0; time < 12; time++) await faultOf(system.request(read));
    fake.react("/thing", good);
    expect(await system.request(read)).toMatchObject({ body: { n: 1 } });
  });
});

describe("the bulkhead", () => {
  it("runs 32 calls at once and queues the others", async () => {
    const held: (() => void)[] = [];
    const full = new Promise<void>((resolve) => {
      fake.react("/thing", (response, request) => {
        held.push(() => good(response, request));
        if (held.length === 32) resolve();
      });
    });
    fake.react("/other", good);
    const calls = Promise.all(Array.from({ length: 40 }, () => system.request(read)));
    await full;
    // Any other call under way would have arrived before this one, which starts only now.
    await impatient({}).request({ ...read, path: "/other" });
    expect(held).toHaveLength(32);
    fake.react("/thing", good);
    held.forEach((release) => release());
    expect(await calls).toHaveLength(40);
  });

  it("refuses calls beyond 32 running and 256 queued ones", async () => {
    fake.react("/thing", silence);
    const { request } = impatient({ timeoutMs: 40 });
    const calls = Array.from({ length: 300 }, () => faultOf(request({ ...read, errand: newErrand(60) })));
    const reasons = (await Promise.all(calls)).map((fault) => fault.message);
    expect(reasons.filter((reason) => reason.includes("too many calls wait"))).toHaveLength(300 - 32 - 256);
  });
});
