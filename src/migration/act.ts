import type { AccountUser } from "../../entities/account-user";
import type { Migration } from "../../entities/migration";
import type { Refusal } from "../../entities/refusal";
import type { MigrationAction } from "../../entities/words";
import type { Tx } from "../database/database";
import { UpstreamUnavailable } from "../faults";
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

/** The part of every migration mutation's input that is the same. */
export interface ActInput extends KeyedInput {
  ifVersion?: number | null;
}

/** An owner's act on a migration: what to ask upstream, and the rule that decides on the rows and the answers. */
export interface Act<Facts> {
  mutation: string;
  action: MigrationAction;
  /** Null when the given ID is none. */
  accountId: string | null;
  input: ActInput;
  /** Malformed fields, all at once. */
  malformed?: Extract<Refusal, { __typename: "InvalidInput" }>["fields"];
  /** True when the rule itself says what is to be done in a status that does not allow the action. */
  inAnyStatus?: boolean;
  consult(rows: MigrationRows): Promise<Facts>;
  decide(rows: MigrationRows, facts: Facts, actor: AccountUser, tx: Tx): Decision | Promise<Decision>;
}

/** What a mutation answers, before the doorway adds sentences and what it refers to. */
export type ActResult = { __typename: "MigrationSuccess"; migration: Migration; replayed: boolean } | Refused;

/** Facts are asked for again when somebody else changed the migration meanwhile: this often at most. */
const rounds = 4;

/** Lets an owner act: asks, decides under the account's guard, writes all or nothing, and answers by what is there then. */
export async function act<Facts>(context: Context, wish: Act<Facts>): Promise<ActResult> {
  const outcome = await outcomeOf(context, wish);
  context.forget();
  if ("__typename" in outcome) return outcome;
  const { accountId, replayed } = outcome;
  // By the entry of whoever has acted, which brings all that an owner is shown.
  await context.access.userOn(accountId);
  return { __typename: "MigrationSuccess", migration: (await context.loaders.migration.load(accountId))!, replayed };
}

/** It was done, now or by an earlier request with the same key; or it was refused. */
type Outcome = { accountId: string; replayed: boolean } | Refused;

async function outcomeOf<Facts>(context: Context, wish: Act<Facts>): Promise<Outcome> {
  const { services, access, viewer } = context;
  const { database, clock } = services;
  const refuse = (refusal: Refusal, accountId = wish.accountId): Refused => ({ ...refusal, accountId });

  if (wish.accountId === null || !(await access.maySee(wish.accountId))) return notFound;
  const accountId = wish.accountId;
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

/** Why it is refused without asking anybody; null when it may be done. */
function refusedEarly<Facts>(user: ShownUser | null, { migration }: MigrationRows, wish: Act<Facts>): Refusal | null {
  if (!user || !isOwner(user, migration.status)) return ownerRoleRequired;
  const [fault] = wish.malformed ?? [];
  if (fault) return { __typename: "InvalidInput", path: fault.path, fields: wish.malformed! };
  return actionRefused(migration, wish);
}

const notFound: Refused = { __typename: "NotFound", path: [], accountId: null };

/** What the request knows already: whoever may see the account has its rows. */
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
