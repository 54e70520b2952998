import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { systemClock, type Clock } from "./clock";
import type { Config } from "./config";
import { createServices } from "./create-services";
import { createSchema } from "./graphql/build-schema";
import { altairRoutes } from "./graphql/explorer/altair-routes";
import { persistedOperations } from "./graphql/persisted/persisted-operations";
import { createRateLimit } from "./graphql/rate-limit";
import { inTime } from "./graphql/in-time";
import { graphqlRoutes } from "./graphql/routes";
import { createApollo } from "./graphql/server";
import { admitSockets } from "./graphql/sockets";
import { createHttp } from "./http";
import type { Logger } from "./log";
import { createMetrics } from "./metrics";
import { createWorker, type Worker } from "./outbox/worker";
import { jobHandlers } from "./outbox/handlers";
import { recountStatuses } from "./program/status-counts";
import type { Services } from "./services";
import { readStanding } from "./standing";
import { sweep } from "./sweep";
import { createNightly } from "./user/reconcile/nightly";
import { signingKeys } from "./viewer/signing-keys";
import { tokenVerifier } from "./viewer/verify-token";
import { webPages } from "./web-pages";

/** The assembled service; nothing runs before start(). */
export interface App {
  readonly services: Services;
  readonly worker: Worker;
  /**
   * Listens, then keeps trying to reach the database and the token issuer in the background. Returns the address once
   * it listens.
   */
  start(): Promise<string>;
  /**
   * Resolves to true once everything that its role needs is there (the open database, the token issuer's keys, the
   * running worker), or to false once the app stops.
   */
  ready(): Promise<boolean>;
  /** Takes no new requests, answers those in flight and finishes the jobs under way. */
  stop(): Promise<void>;
}

/** Composition root: creates everything and passes it on. */
export async function createApp(config: Config, log: Logger, clock: Clock = systemClock): Promise<App> {
  const metrics = createMetrics();
  const roles = { web: config.ROLE !== "worker", worker: config.ROLE !== "web" };
  const services = createServices(config, log, clock, { metrics: metrics.upstream, wake: () => worker.wake() });
  const { database, upstream } = services;
  const worker = createWorker(services, jobHandlers, { onRun: metrics.job });
  const nightly = createNightly(services, { onCompared: metrics.reconciled });

  const missing = new Set(roles.web ? ["database", "token issuer"] : ["database"]);
  let stopping = false;
  /** What the database answers; null if it fails or takes too long. */
  const said = <T>(answer: Promise<T>) => inTime(answer, pingMs).catch(() => null);
  const isReady = async () => missing.size === 0 && !stopping && (await said(database.ping())) !== null;
  const standing = () => said(readStanding(services));
  const production = config.NODE_ENV === "production";
  const corsOrigins = production ? config.CORS_ORIGINS : [...config.CORS_ORIGINS, "https://studio.apollographql.com"];
  const { TRUSTED_PROXIES: trustedProxies } = config;
  const http = await createHttp({ log, metrics, corsOrigins, trustedProxies, isReady, standing });
  await admitSockets(http, log);
  if (roles.web) await webPages(http, config, log);
  const schema = createSchema();
  const persisted = persistedOperations(
    { files: config.PERSISTED_OPERATIONS, only: config.PERSISTED_ONLY === "true" },
    schema,
    log,
  );
  const explorer =
    config.NODE_ENV !== "development" || !roles.web
      ? null
      : { simulatorUrl: config.SIMULATOR_URL ?? null, altair: await altairRoutes(http) };
  const apollo = createApollo({ schema, log, metrics, production, explorer, persisted, executor: config.EXECUTOR });
  const keys = signingKeys(config.ENTRA_URL, clock, log);
  const verifyToken = tokenVerifier({
    audience: config.API_AUDIENCE,
    supportTenants: config.SUPPORT_TENANT_IDS,
    keys,
    clock,
  });
  const rates = createRateLimit(config.REQUESTS_PER_MINUTE, clock);
  const isOpen = () => missing.size === 0;
  const doorway = { schema, services, verifyToken, rates, persisted, isReady: isOpen, log, metrics, production };
  if (roles.web) graphqlRoutes(http, apollo, doorway);

  let sweeping: NodeJS.Timeout | undefined;
  const complain = (error: unknown) =>
    log.error({ err: error }, "could not delete outdated rows or recount the statuses; will try again later");
  let tidying: Promise<void> | undefined;
  const tidy = async () => {
    await sweep(services);
    await recountStatuses(database);
  };
  const openDatabase = async () => {
    await database.open();
    if (!roles.worker || stopping) return;
    worker.start();
    nightly.start();
    sweeping = setInterval(() => void (tidying = tidy().catch(complain)), sweepMs).unref();
  };
  /** Retries what the service cannot work without until it succeeds; logs every failure. */
  const persist = async (what: string, attempt: () => Promise<void>) => {
    for (let failures = 0; missing.has(what) && !stopping; failures++) {
      try {
        await attempt();
        missing.delete(what);
      } catch (error) {
        log.error({ err: error }, `the ${what} does not answer; the service keeps trying and is not ready`);
        await wait(Math.min(5_000, 250 * 2 ** failures), undefined, { ref: false });
      }
    }
  };
  let opening: Promise<unknown> | undefined;
  const stop = async () => {
    stopping = true;
    clearInterval(sweeping);
    // Starts no more jobs from here on, however long the requests in flight take.
    const atRest = Promise.all([worker.stop(), nightly.stop()]);
    await http.close();
    await apollo.stop();
    services.activity.close();
    await atRest;
    await opening;
    await upstream.close();
    await tidying;
    await database.close();
  };
  let stopped: Promise<void> | undefined;

  return {
    services,
    worker,
    start: async () => {
      await apollo.start();
      await http.listen({ host: config.HOST, port: config.PORT });
      opening = Promise.all([persist("database", openDatabase), persist("token issuer", () => keys.open())]);
      const { address, port } = http.server.address() as AddressInfo;
      return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
    },
    ready: async () => {
      await opening;
      return !stopping;
    },
    stop: () => (stopped ??= stop()),
  };
}

const pingMs = 2_000;
const sweepMs = 60 * 60_000;
