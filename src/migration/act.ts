import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import type { Refusal } from "../../entities/refusal";
import type { MigrationAction } from "../../entities/words";
import type { Tx } from "../database/database";
import { orUnavailable, UpstreamUnavailable } from "../faults";
import type { Context } from "../graphql/context";
import type { Refused } from "../graphql/refused";
import { earlierOutcome, earlierRefusal, keyedRequest, type Earlier, type KeyedInput } from "../idempotency";
import type { ShownUser } from "../user/shown-user-loader";
import { isOwner, ownerRoleRequired } from "../user/user-rules";
import { viewerKey } from "../viewer/viewer";
import type { Decision, MigrationRows } from "./decision";
import { readMigration } from "./migration-rows";
import { actionRefused } from "./requirement-rules";
import { unavailable } from "../unavailable";
import { keepRefusal, underGuard } from "./under-guard";

/** The input fields that all migration mutations share. */
export interface ActInput extends KeyedInput {
  ifVersion?: number | null;
}

/** An owner's act on a migration: what to ask upstream, and the rule that decides on the rows and the answers. */
export interface Act<Facts> {
  mutation: string;
  action: MigrationAction;
  /** Null when the given ID is not valid. */
  accountId: string | null;
  input: ActInput;
  /** All malformed fields. */
  malformed?: Extract<Refusal, { __typename: "InvalidInput" }>["fields"];
  /** True when the rule itself handles the statuses that do not allow the action. */
  inAnyStatus?: boolean;
  consult(rows: MigrationRows): Promise<Facts>;
  decide(rows: MigrationRows, facts: Facts, actor: AccountUser, tx: Tx): Decision | Promise<Decision>;
}

/** A mutation's result, before the doorway adds messages and resolves references. */
export type ActResult = { __typename: "MigrationSuccess"; migration: Migration; replayed: boolean } | Refused;

/** The maximum number of rounds: the facts are fetched again when the migration has changed in between. */
const rounds = 4;

/** Runs an owner's act: asks upstream, decides and writes in one unit under the guard, returns the new migration. */
export async function act<Facts>(context: Context, wish: Act<Facts>): Promise<ActResult> {
  const outcome = await outcomeOf(context, wish);
  context.forget();
  if ("__typename" in outcome) return outcome;
  const { accountId, replayed } = outcome;
  // Loading the viewer's own entry also loads everything that an owner is shown.
  await context.access.userOn(accountId);
  return { __typename: "MigrationSuccess", migration: (await context.loaders.migration.load(accountId))!, replayed };
}

/** Done, now or by an earlier request with the same idempotency key; or refused. */
type Outcome = { accountId: string; replayed: boolean } | Refused;

async function outcomeOf<Facts>(context: Context, wish: Act<Facts>): Promise<Outcome> {
  const { services, access, viewer } = context;
  const { database, clock } = services;
  const refuse = (refusal: Refusal): Refused => ({ ...refusal, accountId: wish.accountId });

  const { accountId } = wish;
  if (accountId === null) return notFound;
  const maySee = await orUnavailable(Promise.resolve(access.maySee(accountId)));
  if (maySee instanceof UpstreamUnavailable) return { ...unavailable(maySee), accountId: null };
  if (!maySee) return notFound;
  const user = await access.userOn(accountId);

  const keyed = keyedRequest(viewerKey(viewer), wish.mutation, wish.input);
  const earlier = keyed && (await earlierOutcome(database, keyed, clock.now()));
  if (earlier) return replay(accountId, earlier);

  for (let round = 1; ; round++) {
    const seen = round === 1 ? await rowsFor(context, accountId) : await readMigration(database, accountId);
    if (!seen) return notFound;
    const early = refusedEarly(user, seen, wish);
    if (early) return keyed ? replay(accountId, await keepRefusal(services, accountId, keyed, early)) : refuse(early);

    let facts: Facts;
    try {
      facts = await wish.consult(seen);
    } catch (error) {
      if (error instanceof UpstreamUnavailable) return refuse(unavailable(error));
      throw error;
    }

    const turn = await underGuard(context, wish, {
      accountId,
      user: user!,
      keyed,
      facts,
      seen,
      last: round === rounds,
    });
    if (turn === "again") continue;
    if ("earlier" in turn) return replay(accountId, turn.earlier);
    if (turn.refusal) return refuse(turn.refusal);
    services.wake();
    return { accountId, replayed: false };
  }
}

/** The refusal that needs no upstream call; null when there is none. */
function refusedEarly<Facts>(user: ShownUser | null, { migration }: MigrationRows, wish: Act<Facts>): Refusal | null {
  if (!user || !isOwner(user, migration.status)) return ownerRoleRequired;
  const [fault] = wish.malformed ?? [];
  if (fault) return { __typename: "InvalidInput", path: fault.path, fields: wish.malformed! };
  return actionRefused(migration, wish);
}

const notFound: Refused = { __typename: "NotFound", path: [], accountId: null };

/** The rows from the request's loaders: for a user of the account, the access check has already loaded them. */
async function rowsFor({ loaders }: Context, accountId: string): Promise<MigrationRows | null> {
  const [account, migration, application] = await Promise.all([
    loaders.account.load(accountId),
    loaders.migration.load(accountId),
    loaders.application.load(accountId),
  ]);
  return account && migration && { account, migration, application };
}

function replay(accountId: string, earlier: Earlier): Outcome {
  const refusal = earlierRefusal(earlier);
  return refusal ? { ...refusal, accountId } : { accountId, replayed: true };
}
