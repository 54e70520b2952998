import type { Random } from "./random";
import type { Fault } from "./simulator-control";

/** A fault of one of those upstream systems for its next few calls. */
export function someFault({ pick }: Random, systems: readonly string[]): Fault {
  const system = pick(systems);
  const method = system === "partner-center" ? pick(["GET", "POST", "PUT", "DELETE"]) : undefined;
  const how = pick<Partial<Fault>>([
    { status: 500 },
    { status: 400, body: { code: 2000, description: "Not accepted" } },
    { status: 429, headers: { "retry-after": "1" } },
    { drop: true },
    { drop: true, after: true },
    { delayMs: 20 },
    { delayMs: 20, after: true },
  ]);
  return { system, ...(method && { method }), ...how, times: pick([1, 2, 4]) };
}
