import { QueryFailedError } from "typeorm";
import { createLog } from "../../src/log";
import { logLines } from "../support/log-lines";

/** Logs an error and returns the line that is written, and its `err` part. */
function logged(err: unknown): { line: string; described: Record<string, unknown> } {
  const lines = logLines();
  createLog("error", false, lines).error({ err }, "a request has failed");
  const line = lines.take();
  return { line, described: (JSON.parse(line) as { err: Record<string, unknown> }).err };
}

test("a database error is logged with its query and parameters truncated", () => {
  const sql = `SELECT * FROM account_term WHERE ${"term = ? OR ".repeat(24_000)} 1 = 0`;
  const driver = Object.assign(new Error("too many terms"), { code: "SQLITE_ERROR", sql });
  const { line, described } = logged(new QueryFailedError(sql, Array<string>(24_000).fill("w".repeat(60)), driver));
  expect(described).toMatchObject({ type: "QueryFailedError", message: "too many terms", code: "SQLITE_ERROR" });
  expect(described["stack"]).toMatch(/at .*log\.test\.ts/);
  expect(described["query"]).toBe(`${sql.slice(0, 2_000)}…`);
  expect(described["parameters"]).toEqual([...Array<string>(20).fill("w".repeat(60)), "… and 23980 more"]);
  expect(line.length).toBeLessThan(20_000);
});

test("a short error is logged with all its properties, and one with a circular reference is logged too", () => {
  const causes = { code: "ECONNRESET", tries: [1, 2], at: new Date(0) };
  expect(logged(Object.assign(new Error("gone"), causes)).described).toMatchObject({
    ...{ type: "Error", message: "gone", code: "ECONNRESET", tries: [1, 2], at: "1970-01-01T00:00:00.000Z" },
  });
  const socket: { of?: object } = {};
  socket.of = socket;
  expect(logged(Object.assign(new Error("gone"), { socket })).described).toMatchObject({ message: "gone" });
});

test("a thrown value that is not an Error is logged as it is", () => {
  expect(logged("gone").described).toBe("gone");
  expect(logged(undefined).line).toContain("a request has failed");
});
