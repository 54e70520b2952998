import { fork } from "node:child_process";
import { join } from "node:path";
import { serviceEnvironment, wantsSimulator } from "./start-environment";

/** Runs a command of the service in the environment that `npm start` gives it. */
const env = wantsSimulator(process.env) ? serviceEnvironment(process.env) : process.env;
const command = fork(join(__dirname, "../src/main.js"), process.argv.slice(2), { env });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => command.kill(signal));
command.once("exit", (status) => process.exit(status ?? 1));
