import type { Logger } from "pino";
import { Agent } from "undici";
import type { Clock } from "../clock";
import { createAccessTokens } from "./access-token";
import { createCpp } from "./cpp/cpp";
import { cppDialect } from "./cpp/wire";
import { createEntra, entraDialect } from "./entra";
import { createGraph } from "./graph/graph";
import { graphDialect } from "./graph/wire";
import { createMail } from "./mail/mail";
import { createPartnerCenter } from "./partner-center/partner-center";
import { partnerCenterDialect } from "./partner-center/wire";
import type { Request } from "./request/call";
import { createReport, type UpstreamEvent } from "./request/report";
import { createRequest, type HttpSystem } from "./request/request";
import type { Upstream } from "./upstream";

const largestAnswer = 1_048_576;
/** Of the systems that list all users of an account at once: some accounts have tens of thousands. */
const largestList = 16 * largestAnswer;

/** The systems' addresses, our credentials, and time-outs. */
export interface UpstreamOptions {
  entraUrl: string;
  graphUrl: string;
  partnerCenterUrl: string;
  cppUrl: string;
  /** smtp://user:password@host:port, or smtps. */
  smtpUrl: string;
  mailFrom: string;
  clientId: string;
  clientSecret: string;
  /** The tenant for calls that are not made on another tenant's behalf. */
  homeTenantId: string;
  /** Per try. */
  timeoutMs: number;
  /** How long an answer is served from the cache. */
  cacheMs: number;
  clock: Clock;
  log: Logger;
  metrics?: (event: UpstreamEvent) => void;
}

/** Creates the clients of all external systems. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { clock, log, metrics, timeoutMs, cacheMs } = options;
  const agentFor = (maxResponseSize: number) => new Agent({ maxResponseSize, connect: { timeout: timeoutMs } });
  const [agent, listAgent] = [agentFor(largestAnswer), agentFor(largestList)];

  type System = Pick<HttpSystem, "name" | "url" | "dialect" | "headers" | "tokens" | "agent">;
  const requestTo = ({ url, ...system }: System): Request =>
    createRequest({
      ...system,
      url: url.replace(/\/+$/, ""),
      timeoutMs,
      clock,
      report: createReport(system.name, log, metrics),
    });

  const entra = requestTo({ name: "entra", url: options.entraUrl, dialect: entraDialect, tokens: null, agent });
  const tokensFor = createAccessTokens(entra, options, clock);
  const graph = requestTo({
    name: "graph",
    url: options.graphUrl,
    dialect: graphDialect,
    tokens: tokensFor("https://graph.microsoft.com"),
    agent,
  });
  const partnerCenter = requestTo({
    name: "partner-center",
    url: options.partnerCenterUrl,
    dialect: partnerCenterDialect,
    headers: { "x-locale": "en-US" },
    tokens: tokensFor("https://api.partnercenter.microsoft.com"),
    agent: listAgent,
  });
  const cpp = requestTo({
    name: "cpp",
    url: options.cppUrl,
    dialect: cppDialect,
    tokens: tokensFor("https://cloudpartner.azure.com"),
    agent: listAgent,
  });
  const mail = createMail({
    url: options.smtpUrl,
    from: options.mailFrom,
    timeoutMs,
    report: createReport("mail", log, metrics),
  });

  return {
    entra: createEntra(entra, clock, cacheMs),
    graph: createGraph(graph, clock, cacheMs),
    partnerCenter: createPartnerCenter(partnerCenter, clock, cacheMs),
    cpp: createCpp(cpp),
    mail,
    async close() {
      mail.close();
      await Promise.all([agent.close(), listAgent.close()]);
    },
  };
}
