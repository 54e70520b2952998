import { open } from "node:fs/promises";

/** The export cannot be read; the message says why in a sentence. */
export class UnreadableExport extends Error {
  override readonly name = "UnreadableExport";
}

/** An export opened for reading. */
export interface OpenExport {
  totalBytes: number;
  chunks: AsyncIterable<Buffer>;
  /** Reads a part of it again, as text. */
  read(start: number, length: number): Promise<string>;
  /** Throws UnreadableExport if it has been written to since it was opened: what is read again may be something else. */
  mustBeUnchanged(): Promise<void>;
  close(): Promise<void>;
}

const chunkBytes = 256 * 1024;

/** The error that what is read again is not what was read before. */
export const changedExport = () => new UnreadableExport("The export was changed while it was read; import it again.");

/** Opens the export, or throws UnreadableExport. */
export async function openExport(file: string): Promise<OpenExport> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableExport(sentence(file, error.code));
  });
  const stat = await handle.stat();
  if (!stat.isFile()) {
    await handle.close();
    throw new UnreadableExport(sentence(file, stat.isDirectory() ? "EISDIR" : "ESPIPE"));
  }
  const stream = handle.createReadStream({ highWaterMark: chunkBytes, autoClose: false });
  return {
    totalBytes: stat.size,
    chunks: stream,
    read: async (start, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, start);
      // The decoder removes a byte order mark.
      return new TextDecoder().decode(buffer.subarray(0, bytesRead)).trim();
    },
    mustBeUnchanged: async () => {
      const { mtimeMs, size } = await handle.stat();
      if (mtimeMs !== stat.mtimeMs || size !== stat.size) throw changedExport();
    },
    close: () => handle.close(),
  };
}

function sentence(file: string, code: string | undefined): string {
  if (code === "ENOENT") return `There is no file ${file}.`;
  if (code === "EISDIR") return `${file} is a directory, not an export.`;
  if (code === "ESPIPE")
    return `${file} is no file but a pipe or a device. An export is read twice: save it to a file first.`;
  if (code === "EACCES" || code === "EPERM") return `The file ${file} may not be read by this user.`;
  return `The file ${file} cannot be read${code ? ` (${code})` : ""}.`;
}
