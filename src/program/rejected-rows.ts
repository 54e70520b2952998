import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A row that was not imported, and why. */
export interface RejectedRow {
  line: number;
  reasons: string[];
}

/** The file of the rows that were not imported. */
export interface RejectedRows {
  add(rejected: RejectedRow, row: string): Promise<void>;
  /** The path of the file; null if no row was rejected. */
  file(): string | null;
  close(): Promise<void>;
}

const longestRow = 10_000;

/** Removes the file of an earlier run; the first rejected row creates the new one. */
export async function createRejectedRows(exportFile: string): Promise<RejectedRows> {
  const beside = `${exportFile}.rejected.ndjson`;
  await rm(beside, { force: true }).catch(() => undefined);
  let kept: { file: string; handle: FileHandle } | null = null;
  return {
    add: async ({ line, reasons }, row) => {
      kept ??= await create(beside);
      await kept.handle.appendFile(`${JSON.stringify({ line, reasons, row: row.slice(0, longestRow) })}\n`);
    },
    file: () => kept && kept.file,
    close: async () => kept?.handle.close(),
  };
}

/** Creates the file beside the export or, if that cannot be written, in a temporary directory. */
async function create(beside: string): Promise<{ file: string; handle: FileHandle }> {
  const openFor = async (file: string) => ({ file, handle: await open(file, "w", 0o600) });
  try {
    return await openFor(beside);
  } catch {
    return openFor(join(await mkdtemp(join(tmpdir(), "import-")), basename(beside)));
  }
}
