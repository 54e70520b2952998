import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { serviceEnvironment, simulatorEnvironment, urlOf, wantsSimulator } from "./start-environment";

/** `npm start`: runs the service, and beside it the simulator unless the environment names real upstream systems. */
async function main(): Promise<void> {
  const children: ChildProcess[] = [];
  const stop = (status: number) => {
    process.exitCode = status;
    const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
    if (running.length === 0) process.exit();
    // Signal only once: a second signal would kill a process that is still answering requests.
    for (const child of running) if (!child.killed) child.kill("SIGTERM");
  };
  const keep = (name: string, child: ChildProcess): ChildProcess => {
    children.push(child);
    child.once("exit", (code, signal) => {
      if (process.exitCode === undefined) console.error(`The ${name} has ended (${signal ?? code}).`);
      stop(Number(process.exitCode ?? code ?? 1));
    });
    return child;
  };
  process.on("SIGTERM", () => stop(0));
  process.on("SIGINT", () => stop(0));
  // npm passes a signal on to its shell only, which ends without telling us.
  const shell = process.ppid;
  const isAlone = () => process.env["npm_lifecycle_event"] === "start" && process.ppid !== shell;
  setInterval(() => isAlone() && stop(0), 500).unref();

  if (!wantsSimulator(process.env)) {
    keep("service", startService(process.env));
    return;
  }
  const simulator = simulatorEnvironment(process.env);
  await ready(keep("simulator", fork(script("simulator/main.js"), simulator.args, { env: simulator.env })));
  const env = serviceEnvironment(process.env);
  /** Resolves with whether it has done its work, also if it rejected rows; never if everything is being stopped. */
  const importAccounts = () =>
    new Promise<boolean>((resolve) => {
      const importer = fork(script("src/main.js"), ["import", simulator.accounts], { env });
      children.push(importer);
      importer.once("exit", (code) => {
        if (process.exitCode === undefined) resolve(code === 0 || code === 1);
        else stop(Number(process.exitCode));
      });
    });
  const imported = await importAccounts();
  await ready(keep("service", startService(env)));
  // The database may not have answered yet; the service has waited for it since.
  if (!imported && !(await importAccounts())) console.error(`The accounts of ${simulator.accounts} are not imported.`);
  console.log(greeting(urlOf(env, Number(env["PORT"])), env["ENTRA_URL"]!.replace(/\/entra$/, "")));
}

const script = (path: string): string => join(__dirname, "..", path);

/** Starts the service with the Node options of the Dockerfile. */
const startService = (env: NodeJS.ProcessEnv): ChildProcess => {
  const asInProduction = ["--max-semi-space-size=32", "--no-allocation-site-pretenuring"];
  return fork(script("src/main.js"), { env, execArgv: [...process.execArgv, ...asInProduction] });
};

const ready = (child: ChildProcess): Promise<unknown> => once(child, "message");

const greeting = (service: string, simulator: string): string => `
Ready.
  Page        ${service}/             (in a browser: the publisher profile)
  GraphQL     ${service}/graphql      (in a browser: an explorer; one click signs in)
  Health      ${service}/healthz  ${service}/readyz  ${service}/metrics
  Simulator   ${simulator}            mail: ${simulator}/simulator/mailbox/someone@contoso.com

Try, in another terminal:
  TOKEN=$(npm run --silent token -- someone@contoso.com)
  curl -s ${service}/graphql -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
    -d '{"query":"{ viewer { displayName accounts { nodes { displayName banner { kind message } } } } }"}'
`;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
