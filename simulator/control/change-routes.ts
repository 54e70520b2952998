import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readInput } from "../http/read-input";
import type { Simulation } from "../simulation";
import { publisherAccount } from "../world/publisher-account";
import { mpnAccount, person, tenant } from "../world/world";
import { changeInCpp } from "./change-in-cpp";
import { vet } from "./vet";

const keysBody = z.strictObject({ rotate: z.enum(["work", "consumer"]), retireOld: z.boolean().default(false) });
const worldBody = z.strictObject({
  tenants: z.array(tenant).default([]),
  mpnAccounts: z.array(mpnAccount).default([]),
  people: z.array(person).default([]),
  accounts: z.array(publisherAccount).default([]),
});

/** Adds the routes that change upstream data and decisions, as upstream staff would. */
export function changeRoutes(app: FastifyInstance, { state, keyring }: Simulation): void {
  app.post("/vetting", async ({ body }) => vet(state, body));
  app.post<{ Params: { publisherId: string } }>("/publishers/:publisherId", async ({ params, body }) =>
    changeInCpp(state, params.publisherId, body),
  );
  app.post("/keys", async ({ body }) => {
    const { rotate, retireOld } = readInput(keysBody, body);
    return { kid: await keyring.rotate(rotate, retireOld) };
  });
  app.post("/world", async ({ body }) => {
    const { tenants, mpnAccounts, people, accounts } = readInput(worldBody, body);
    state.atomically(() => {
      tenants.forEach(state.tenants.save);
      mpnAccounts.forEach(state.mpnAccounts.save);
      people.forEach(state.people.save);
      accounts.forEach(state.publishers.load);
    });
    const counts = { tenants, mpnAccounts, people, accounts };
    return Object.fromEntries(Object.entries(counts).map(([name, entries]) => [name, entries.length]));
  });
}
