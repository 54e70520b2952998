import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readInput } from "../http/read-input";
import type { Simulation } from "../simulation";
import type { State } from "../state/open-state";
import { emailKey } from "../state/keys";

const query = z.strictObject({
  search: z.string().default(""),
  first: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** Lists the people who can sign in, with their accounts and roles in CPP, for the development sign-in. */
export function peopleRoute(app: FastifyInstance, { state }: Simulation): void {
  app.get("/people", async (request) => {
    const { search, first } = readInput(query, request.query);
    const wanted = search.toLowerCase();
    const rolesOf = rolesByEmail(state);
    return state.people
      .list()
      .map(({ email, displayName, roles = [] }) => ({
        email,
        displayName,
        roles,
        accounts: rolesOf.get(emailKey(email)) ?? [],
      }))
      .filter((person) => textsOf(person).some((text) => text.toLowerCase().includes(wanted)))
      .sort((one, other) => one.displayName.localeCompare(other.displayName))
      .slice(0, first);
  });
}

type AccountRole = { publisherId: string; displayName: string; role: string };
type ListedPerson = { email: string; displayName: string; roles: string[]; accounts: AccountRole[] };

const textsOf = ({ email, displayName, roles, accounts }: ListedPerson): string[] => [
  ...[email, displayName, ...roles],
  ...accounts.flatMap((account) => [account.publisherId, account.displayName, account.role]),
];

function rolesByEmail(state: State): Map<string, AccountRole[]> {
  const byEmail = new Map<string, AccountRole[]>();
  for (const { publisherId, displayName, users } of state.publishers.list())
    for (const user of users) {
      if (user.kind !== "person") continue;
      const key = emailKey(user.email);
      const accounts = byEmail.get(key) ?? [];
      accounts.push({ publisherId, displayName, role: user.role });
      byEmail.set(key, accounts);
    }
  return byEmail;
}
