import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const dist = join(__dirname, "../../dist");

/** The compiler's record of a build: its files, and a hash of each. */
interface BuildInfo {
  fileNames: string[];
  fileInfos: (string | { version: string })[];
}

/**
 * Throws if `dist` does not match the sources: `npm test` builds before it runs the suites, but a suite that is run
 * alone may find an old build. It does not build, because suites that run in parallel would write the same files.
 */
export function built(): void {
  const info = join(dist, ".tsbuildinfo");
  if (!existsSync(info)) throw new Error("nothing is built: npm run build");
  const { fileNames, fileInfos } = JSON.parse(readFileSync(info, "utf8")) as BuildInfo;
  const isStale = (name: string, index: number) => {
    const noted = fileInfos[index]!;
    return hashOf(resolve(dist, name)) !== (typeof noted === "string" ? noted : noted.version);
  };
  const stale = fileNames.filter((name, index) => !name.includes("/node_modules/") && isStale(name, index));
  if (stale.length > 0) throw new Error(`dist is older than ${stale.join(", ")}: npm run build`);
}

const hashOf = (path: string): string | null =>
  existsSync(path) ? createHash("sha256").update(readFileSync(path, "utf8")).digest("hex") : null;
