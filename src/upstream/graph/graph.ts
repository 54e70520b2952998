import type { Clock } from "../../clock";
import { answerCache } from "../answer-cache";
import type { Request } from "../request/call";
import { literal } from "../request/paths";
import type { Graph, TenantInfo } from "../upstream";
import { createTenantsById } from "./tenants-by-id";
import { notFound, tenantAnswer } from "./wire";

/** A whole domain name in lower-case ASCII form. */
const domainName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** Microsoft Graph over HTTP. */
export function createGraph(request: Request, clock: Clock, cacheMs: number): Graph {
  const tenants = answerCache<TenantInfo>(clock, cacheMs);

  async function tenantByDomain(domain: string): Promise<TenantInfo | null> {
    const answer = await request({
      name: "findTenantInformationByDomainName",
      method: "GET",
      path: `/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName=${literal(domain)})`,
      answer: tenantAnswer,
      expected: [`404 ${notFound}`],
    });
    return answer.kind === "answer" ? answer.body : null;
  }

  return {
    async tenantByDomain(given, options) {
      const domain = given.toLowerCase();
      return domainName.test(domain) ? tenants.get(domain, () => tenantByDomain(domain), options) : null;
    },
    tenantsById: createTenantsById(request, clock, cacheMs),
  };
}
