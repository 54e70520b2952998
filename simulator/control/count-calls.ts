import type { FastifyInstance } from "fastify";
import { locate } from "../http/systems";
import type { Simulation } from "../simulation";

/** Counts every call to a system as it comes in, whatever becomes of it. */
export function countCalls(app: FastifyInstance, { calls }: Simulation): void {
  app.addHook("onRequest", async (request) => {
    const { system } = locate(request.url);
    if (system !== "simulator") calls.count(system, request.method, templateOf(request.routeOptions.url));
  });
}

/** A route as people write it: `/cpp/users/:id` is `/users/{id}`. */
function templateOf(route: string | undefined): string {
  if (route === undefined) return "(unknown path)";
  return locate(route)
    .path.replace(/\(:\w+$/, "")
    .replace(/:(\w+)/g, "{$1}");
}
