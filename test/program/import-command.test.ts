import { execFileSync, spawn } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { PassThrough } from "node:stream";
import { exportWorld, row, type ExportWorld } from "./export-file";
import { runImport } from "../../src/program/import-command";

let world: ExportWorld;
beforeEach(async () => {
  world = await exportWorld();
});
afterEach(() => world.end());

async function command(isTTY = false): Promise<{ status: number; lines: string[] }> {
  const out = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  const status = await runImport(world.database, world.clock, world.file, out);
  out.end();
  const text = (await out.toArray()).join("");
  return { status, lines: text.trimEnd().split("\n") };
}

test("output to a file or pipe lists every rejected row and the counts", async () => {
  await world.save(row("a"), ...Array.from({ length: 60 }, () => "{"), row("b"));
  const { status, lines } = await command();
  expect(status).toBe(1);
  expect(lines.slice(0, 2)).toEqual(["line 2: not JSON", "line 3: not JSON"]);
  expect(lines).toHaveLength(62);
  expect(lines.at(-2)).toBe(`The rejected rows are in ${world.file}.rejected.ndjson`);
  expect(lines.at(-1)).toBe("2 imported, 0 unchanged, 60 rejected");
});

test("output to a terminal shows a progress bar, the first fifty rejected rows and the counts", async () => {
  await world.save(row("a"), ...Array.from({ length: 1_060 }, () => "{"));
  const { status, lines } = await command(true);
  expect(status).toBe(1);
  expect(lines.join()).toContain("100 %");
  expect(lines.filter((line) => line.startsWith("line "))).toHaveLength(50);
  expect(lines.at(-2)).toBe(`… and 1,010 more, see ${world.file}.rejected.ndjson`);
  expect(lines.at(-1)).toBe("1 imported, 0 unchanged, 1,060 rejected");
});

test("an import without rejected rows prints only the counts", async () => {
  await world.save(row("a"));
  expect(await command()).toEqual({ status: 0, lines: ["1 imported, 0 unchanged, 0 rejected"] });
  expect(await command()).toEqual({ status: 0, lines: ["0 imported, 1 unchanged, 0 rejected"] });
});

test("a missing file and a directory are refused with a message", async () => {
  expect(await command()).toEqual({ status: 2, lines: [`There is no file ${world.file}.`] });
  await mkdir(world.file);
  expect(await command(true)).toEqual({ status: 2, lines: [`${world.file} is a directory, not an export.`] });
});

test("a pipe is refused with a message", async () => {
  execFileSync("mkfifo", [world.file]);
  const writer = spawn("sh", ["-c", 'echo "{}" > "$0"', world.file]);
  const { status, lines } = await command();
  expect({ status, lines }).toEqual({
    status: 2,
    lines: [`${world.file} is no file but a pipe or a device. An export is read twice: save it to a file first.`],
  });
  writer.kill();
});

test("rejected rows are saved elsewhere when they cannot be written beside the export", async () => {
  await mkdir(`${world.file}.rejected.ndjson/taken`, { recursive: true });
  await world.save("{");
  const { rejectedFile } = await world.run();
  expect(rejectedFile).toMatch(/import-\w+\/accounts\.ndjson\.rejected\.ndjson$/);
  await rm(dirname(rejectedFile!), { recursive: true });
});
