import type { FastifyInstance } from "fastify";
import { fault } from "../faults/fault";
import { readInput } from "../http/read-input";
import type { Simulation } from "../simulation";

/** Adds the routes that lay and clear faults. */
export function faultRoutes(app: FastifyInstance, { faults }: Simulation): void {
  app.post("/faults", async ({ body }) => {
    const laid = readInput(fault, body);
    faults.lay(laid);
    return laid;
  });
  app.delete("/faults", async () => {
    faults.clear();
    return {};
  });
}
