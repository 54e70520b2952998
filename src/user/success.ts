import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { preparedRead } from "../database/prepared-read";
import type { Context } from "../graphql/context";
import type { Refused } from "../graphql/refused";
import type { ChangeResult } from "./change-account";
import type { UserName } from "./managed-account";

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

/** The changed user as they now stand, or the refusal. */
export async function userAnswer(
  context: Context,
  result: ChangeResult,
  which: UserName,
): Promise<UserSuccess | Refused> {
  context.forget();
  if ("refused" in result) return result.refused;
  const { accountId, replayed } = result;
  const shape = { by: "id" in which ? "id" : "principal" } as const;
  const [user] = await oneUser(context.services.database, shape, { accountId, ...which });
  return { __typename: "AccountUserSuccess", user: user!, replayed };
}

/** The changed account as it now stands, or the refusal. */
export async function accountAnswer(context: Context, result: ChangeResult): Promise<AccountSuccess | Refused> {
  context.forget();
  if ("refused" in result) return result.refused;
  const account = await context.services.database.reader.findOneByOrFail(Account, { id: result.accountId });
  return { __typename: "AccountSuccess", account, replayed: result.replayed };
}
