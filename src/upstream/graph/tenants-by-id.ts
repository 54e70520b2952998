import DataLoader from "dataloader";
import type { Clock } from "../../clock";
import { answerCache } from "../answer-cache";
import { asGuid } from "../guid";
import type { Request } from "../request/call";
import { type Errand, newErrand } from "../request/errand";
import { literal } from "../request/paths";
import { unavailable } from "../request/unavailable";
import type { Graph, TenantInfo } from "../upstream";
import { batchAnswer, saysNotFound, tenantAnswer } from "./wire";

/** The most requests that Graph accepts in one batch. */
const batchSize = 20;

/** Looks tenants up by ID, and batches simultaneous look-ups. */
export function createTenantsById(request: Request, clock: Clock, cacheMs: number): Graph["tenantsById"] {
  const tenants = answerCache<TenantInfo>(clock, cacheMs);
  const loader = new DataLoader((ids: readonly string[]) => lookUp(request, ids), {
    cache: false,
    maxBatchSize: batchSize,
  });

  return (tenantIds) =>
    Promise.all(
      tenantIds.map(async (given) => {
        const id = asGuid(given);
        return id === null ? null : tenants.get(id, () => loader.load(id));
      }),
    );
}

async function lookUp(request: Request, ids: readonly string[]): Promise<(TenantInfo | null | Error)[]> {
  const errand = newErrand();
  const requests = ids.map((id, place) => ({
    id: String(place),
    method: "GET",
    url: `/tenantRelationships/findTenantInformationByTenantId(tenantId=${literal(id)})`,
  }));
  const { body } = await request({
    name: "$batch",
    method: "POST",
    path: "/v1.0/$batch",
    body: { requests },
    answer: batchAnswer,
    errand,
  });
  const byPlace = new Map(body.responses.map((response) => [response.id, response]));
  return ids.map((id, place) => readOne(id, byPlace.get(String(place)), errand));
}

function readOne(
  id: string,
  response: { status: number; body?: unknown } | undefined,
  errand: Errand,
): TenantInfo | null | Error {
  const { status, body } = response ?? { status: 0 };
  if (status === 404 && saysNotFound(body)) return null;
  const tenant = tenantAnswer.safeParse(body);
  if (status === 200 && tenant.success && tenant.data.tenantId === id) return tenant.data;
  return unavailable("graph", errand, `no usable answer in a batch (status ${status})`);
}
