import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { FORGERIES, personToken } from "../entra/person-token";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Simulation } from "../simulation";
import { guid } from "../world/words";

const query = z.strictObject({
  email: z.string().min(1),
  expiresIn: z.coerce.number().int().default(3600),
  aud: z.string().min(1).optional(),
  guestIn: guid.optional(),
  forge: z.enum(FORGERIES).optional(),
});

/** Returns the access token that a person gets by signing in. */
export function tokenRoute(app: FastifyInstance, simulation: Simulation): void {
  app.get("/token", async (request) => {
    const { email, ...signIn } = readInput(query, request.query);
    const person = simulation.state.people.find(email);
    if (!person) throw new Refusal(404, undefined, `Nobody has the address ${email}`);
    return { access_token: await personToken(simulation, person, signIn), expires_in: signIn.expiresIn };
  });
}
