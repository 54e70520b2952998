import type { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { preparedRead } from "../database/prepared-read";
import type { Context } from "../graphql/context";
import type { Refused } from "../graphql/refused";
import type { ChangeResult } from "./change-account";
import type { WhichUser } from "./managed-account";

export interface UserSuccess {
  __typename: "AccountUserSuccess";
  user: AccountUser;
  replayed: boolean;
}

export interface AccountSuccess {
  __typename: "AccountSuccess";
  account: Account;
  replayed: boolean;
}

const oneUser = preparedRead(AccountUser, "user", (query, { by }: { by: "id" | "principal" }) =>
  query.where(`user.accountId = :accountId AND user.${by} = :${by}`),
);

/** The user as this change left them, or their current row if an earlier request made the change; or the refusal. */
export async function userAnswer(
  context: Context,
  result: ChangeResult,
  which: WhichUser,
): Promise<UserSuccess | Refused> {
  remember(context, result);
  if ("refused" in result) return result.refused;
  const { accountId, replayed, now } = result;
  const isMeant = (user: AccountUser) => ("id" in which ? user.id === which.id : user.principal === which.principal);
  const shape = { by: "id" in which ? "id" : "principal" } as const;
  const user =
    now?.users.find(isMeant) ?? (await oneUser(context.services.database, shape, { accountId, ...which }))[0];
  return { __typename: "AccountUserSuccess", user: user!, replayed };
}

/** The account as this change left it, or its current row if an earlier request made the change; or the refusal. */
export async function accountAnswer(context: Context, result: ChangeResult): Promise<AccountSuccess | Refused> {
  remember(context, result);
  if ("refused" in result) return result.refused;
  const { accountId, replayed, now } = result;
  const account = now?.account ?? (await context.loaders.account.load(accountId))!;
  return { __typename: "AccountSuccess", account, replayed };
}

/** Forgets what was read before the change, but keeps the migration that the change itself has read. */
function remember(context: Context, result: ChangeResult): void {
  context.forget();
  if ("now" in result) context.loaders.migration.give(result.accountId, result.now.migration);
}
