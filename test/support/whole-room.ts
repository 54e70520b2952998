import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Defines a room's suites as one, so that the service is loaded once: loading it costs more than most suites. */
export function wholeRoom(directory: string): void {
  for (const file of readdirSync(directory).filter((name) => name.endsWith(".test.ts")))
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- each suite's hooks belong to its own block.
    describe(file, () => void require(join(directory, file)));
}
