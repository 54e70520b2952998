import { readOptions } from "./read-options";
import { startSimulator } from "./simulator";

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const simulator = await startSimulator(options);
  const stop = () => void simulator.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
  console.log(`Simulator: ${simulator.url} (SMTP on ${options.host}:${simulator.smtpPort})`);
  // With a callback, it is not an error if the parent is already gone.
  process.send?.("ready", undefined, undefined, () => undefined);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
