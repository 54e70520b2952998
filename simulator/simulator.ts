import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { createCalls } from "./control/calls";
import { openKeyring } from "./entra/keyring";
import { createFaults } from "./faults/faults";
import { buildServer } from "./http/build-server";
import { Refusal } from "./http/refusal";
import { startMail } from "./mail/start-mail";
import type { Simulation } from "./simulation";
import { openState, type State } from "./state/open-state";
import { urlHost } from "./url-host";
import { loadAccounts } from "./world/load-accounts";
import { loadWorld } from "./world/load-world";
import { tenant, type Tenant, type World } from "./world/world";

/** The options of a simulator. */
export interface SimulatorOptions {
  /** 0 takes any free ports; otherwise SMTP is on the next port. */
  port: number;
  host?: string;
  /** The directory of the stored state. */
  dataDir: string;
  /** A world, or the path of its file. */
  world?: World | string;
  /** A CPP export: the path of its file, or its rows. */
  accounts?: string | unknown[];
  apiAudience?: string;
  clientId: string;
  clientSecret: string;
  /** The tenant that the service itself lives in; it exists in every world. */
  homeTenantId?: string;
  /** The URL by which callers reach the simulator, if it differs from the host and port it listens on. */
  publicUrl?: string;
  /** Called for each row that is skipped. */
  warn?: (text: string) => void;
}

/** A running simulator. */
export interface Simulator {
  url: string;
  smtpPort: number;
  stop(): Promise<void>;
}

/** Starts the simulator with its stored state and adds what is new in `world` and `accounts`. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const state = openState(options.dataDir);
  try {
    if (options.world !== undefined) await loadWorld(state, options.world);
    // Does not overwrite an entry of the world.
    if (options.homeTenantId !== undefined) state.tenants.add(homeTenant(options.homeTenantId));
    if (options.accounts !== undefined) await loadAccounts(state, options.accounts, options.warn ?? console.warn);
    return await serve(state, options);
  } catch (error) {
    state.close();
    throw error;
  }
}

function homeTenant(tenantId: string): Tenant {
  const name = { displayName: "Account migration", defaultDomain: "account-migration.onmicrosoft.com" };
  return tenant.parse({ tenantId, ...name, domains: [], managed: true });
}

async function serve(state: State, options: SimulatorOptions): Promise<Simulator> {
  const { port, host = "127.0.0.1" } = options;
  const stopping = new AbortController();
  const simulation: Simulation = {
    state,
    keyring: await openKeyring(state),
    faults: createFaults(),
    calls: createCalls(),
    url: "",
    apiAudience: options.apiAudience ?? "api://account-migration",
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    wait: (milliseconds) => waitUntilStopped(milliseconds, stopping.signal),
  };
  const server = buildServer(simulation);
  await server.listen({ port, host });
  simulation.url = options.publicUrl ?? addressOf(server, host);
  const mail = await startMail(simulation, port === 0 ? 0 : port + 1, host).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });

  let stopped: Promise<void> | undefined;
  async function stop(): Promise<void> {
    stopping.abort();
    await Promise.all([server.close(), mail.stop()]);
    state.close();
  }
  return { url: simulation.url, smtpPort: mail.port, stop: () => (stopped ??= stop()) };
}

async function waitUntilStopped(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {
    throw new Refusal(503, undefined, "The simulator stops");
  });
}

function addressOf(server: FastifyInstance, host: string): string {
  const { port } = server.server.address() as AddressInfo;
  return `http://${urlHost(host)}:${port}`;
}
