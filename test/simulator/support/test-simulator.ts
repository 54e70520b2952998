import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../../simulator/simulator";
import { call, type CallOptions } from "./call";
import { acme, smallWorld } from "./small-world";

const CLIENT = { clientId: "bff", clientSecret: "secret" };
const RESOURCES = {
  graph: "https://graph.microsoft.com",
  "partner-center": "https://api.partnercenter.microsoft.com",
  cpp: "https://cloudpartner.azure.com",
};

/** An empty simulator's directory, made once per process, so that not every start has to generate keys. */
let blank: Promise<string> | undefined;
async function makeBlank(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  await (await startSimulator({ port: 0, dataDir, ...CLIENT })).stop();
  return dataDir;
}

/** A simulator of the small world, with a directory of its own. */
export class TestSimulator {
  private dataDir = "";
  private running: Simulator | undefined;

  constructor(private readonly options: Partial<SimulatorOptions> = {}) {}

  get url(): string {
    return this.now.url;
  }
  get smtpPort(): number {
    return this.now.smtpPort;
  }

  /** Starts with nothing but the small world. */
  async start(): Promise<void> {
    this.dataDir = mkdtempSync(join(tmpdir(), "simulator-"));
    cpSync(await (blank ??= makeBlank()), this.dataDir, { recursive: true });
    await this.startAgain();
  }

  private async startAgain(): Promise<void> {
    const world = { world: smallWorld, accounts: [acme] };
    this.running = await startSimulator({ port: 0, dataDir: this.dataDir, ...world, ...CLIENT, ...this.options });
  }

  /** Stops, and starts again with the stored state. */
  async restart(): Promise<void> {
    await this.now.stop();
    await this.startAgain();
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** A control call: a GET, or a POST of the body. */
  async control<T>(path: string, json?: unknown) {
    return call<T>(`${this.url}/simulator/${path}`, json === undefined ? {} : { method: "POST", json });
  }

  /** Requests the token that an app needs for a system. */
  async requestToken(tenantId: string, form: Record<string, string>) {
    return call<{ access_token: string; error: string; error_description: string }>(
      `${this.url}/entra/${tenantId}/oauth2/v2.0/token`,
      { method: "POST", form },
    );
  }

  /** The header that authorizes a call to a system. */
  async authorization(system: keyof typeof RESOURCES, tenantId: string): Promise<{ authorization: string }> {
    const { body } = await this.requestToken(tenantId, {
      grant_type: "client_credentials",
      client_id: CLIENT.clientId,
      client_secret: CLIENT.clientSecret,
      scope: `${RESOURCES[system]}/.default`,
    });
    return { authorization: `Bearer ${body.access_token}` };
  }

  /** Calls a system on behalf of a tenant. */
  async as<T>(tenantId: string, system: keyof typeof RESOURCES, path: string, options: CallOptions = {}) {
    const headers = { ...(await this.authorization(system, tenantId)), ...options.headers };
    return call<T>(`${this.url}/${system}${path}`, { ...options, headers });
  }

  private get now(): Simulator {
    if (!this.running) throw new Error("Not started");
    return this.running;
  }
}
