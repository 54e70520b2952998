import { writeFile } from "node:fs/promises";
import { measure, type Measured } from "./measure";
import { operationNames, type OperationName } from "./operations";
import { report } from "./report";
import { openScene } from "./scene";

/** `npm run bench`: starts everything, compares the servers' answers, measures their cost, and writes RESULTS.md. */
async function main(): Promise<void> {
  const { BENCH_AGENCIES, BENCH_ONLY, BENCH_PORT, BENCH_ROUNDS, DATABASE_URL } = process.env;
  const only = BENCH_ONLY?.split(",") as OperationName[] | undefined;
  const effort = { rounds: Number(BENCH_ROUNDS || 9), seconds: 0.8 };
  const began = performance.now();
  const scene = await openScene({
    agencies: Number(BENCH_AGENCIES || 1_000),
    port: Number(BENCH_PORT || 4020),
    database: DATABASE_URL,
  });
  try {
    const measured: Measured[] = [];
    for (const operation of only ?? operationNames) {
      console.log(`${operation} …`);
      measured.push(await measure(scene, operation, effort));
    }
    const text = report(scene, measured, (performance.now() - began) / 60_000);
    console.log(text);
    if (!only) await writeFile("bench/RESULTS.md", text);
  } finally {
    await scene.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
