import type { FastifyInstance } from "fastify";
import { locate } from "../http/systems";
import type { Simulation } from "../simulation";

/** Counts every call to a system on arrival, whatever its outcome. */
export function countCalls(app: FastifyInstance, { calls }: Simulation): void {
  app.addHook("onRequest", async (request) => {
    const { system } = locate(request.url);
    if (system !== "simulator") calls.count(system, request.method, templateOf(request.routeOptions.url));
  });
}

/** Returns a route in the notation of documentation: `/cpp/users/:id` becomes `/users/{id}`. */
function templateOf(route: string | undefined): string {
  if (route === undefined) return "(unknown path)";
  return locate(route)
    .path.replace(/\(:\w+$/, "")
    .replace(/:(\w+)/g, "{$1}");
}
