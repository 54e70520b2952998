import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/* Builds the page into dist/web unless its sources are unchanged since the last build. */

const root = import.meta.dirname;
const stamp = join(root, "../dist/web/.made-of");

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const hash = createHash("sha256");
for (const file of [...files, join(root, "../package-lock.json")]) hash.update(file).update(readFileSync(file));
const madeOf = hash.digest("hex");

if (read(stamp) !== madeOf) {
  // Always a production build, whether for a test or a start: it is what production serves.
  process.env.NODE_ENV = "production";
  const { build } = await import("vite");
  await build({ configFile: join(root, "vite.config.mts"), logLevel: "warn" });
  writeFileSync(stamp, madeOf);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
