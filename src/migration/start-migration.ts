import { MigrationAction } from "../../entities/words";
import { parseAddress } from "../address";
import { UpstreamUnavailable } from "../faults";
import type { Context } from "../graphql/context";
import type { Services } from "../services";
import { act, type ActInput, type ActResult } from "./act";
import { effectiveMpnId } from "./answers-rules";
import type { MigrationRows } from "./decision";
import { allowedIn } from "./machine-rules";
import { decideStart } from "./start-rules";

/** Starts an account's migration. */
export function startMigration(context: Context, accountId: string | null, input: ActInput): Promise<ActResult> {
  const { services } = context;
  return act(context, {
    mutation: "startMigration",
    action: MigrationAction.START,
    accountId,
    input,
    inAnyStatus: true,
    consult: async ({ account, migration }) => {
      // A second or late start needs no facts: its result follows from the status alone.
      if (!allowedIn.START.includes(migration.status)) return { membership: null, signInTenantId: null };
      return {
        membership: await askMembership(services, { account, migration }),
        signInTenantId: account.signInPersonal ? null : await tenantOf(services, account.signInEmail),
      };
    },
    decide: (rows, facts, actor) => decideStart(rows, facts, actor.id, services.clock.now()),
  });
}

/** What Partner Center says about the MPN ID that counts; null when there is none to ask about. */
export async function askMembership(
  { memberships }: Services,
  { account, migration }: Pick<MigrationRows, "account" | "migration">,
) {
  const mpnId = effectiveMpnId(account, migration);
  return mpnId === null ? null : memberships.ask(mpnId);
}

/** The tenant of a sign-in address. It is only a hint to the owner, so it is null when the directory is unavailable. */
export async function tenantOf({ upstream }: Services, address: string): Promise<string | null> {
  try {
    const domain = parseAddress(address)?.domain;
    return domain === undefined ? null : ((await upstream.graph.tenantByDomain(domain))?.tenantId ?? null);
  } catch (error) {
    if (error instanceof UpstreamUnavailable) return null;
    throw error;
  }
}
