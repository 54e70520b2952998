import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { AccountUser as UserRow } from "../../entities/account-user";
import {
  AddAccountUserInput,
  AddAccountUserResult,
  ChangeAccountUserRoleInput,
  ChangeAccountUserRoleResult,
  RemoveAccountUserInput,
  RemoveAccountUserResult,
  RetryCppSyncInput,
  RetryCppSyncResult,
  UpdateAccountSettingsInput,
  UpdateAccountSettingsResult,
} from "../../schema";
import { principalOf } from "../address";
import type { Context } from "../graphql/context";
import { decodeNodeId, keyOf } from "../graphql/node-id";
import type { Refused } from "../graphql/refused";
import { addUser } from "./add-user";
import type { ChangeResult } from "./change-account";
import { changeSettings } from "./change-settings";
import { changeUserRole, removeUser } from "./change-user";
import { retrySync } from "./retry-sync";
import { accountAnswer, userAnswer, type AccountSuccess, type UserSuccess } from "./user-answer";
import type { UserKey } from "./user-loaders";

@Resolver()
export class UserMutations {
  @Mutation(() => AddAccountUserResult, {
    description:
      "Once COMPLETED: add a user in Partner Center; the change is synced back to CPP (see AccountUser.sync).",
  })
  async addAccountUser(
    @Arg("input", () => AddAccountUserInput) input: AddAccountUserInput,
    @Ctx() context: Context,
  ): Promise<UserSuccess | Refused> {
    const result = await addUser(context, keyOf("Account", input.accountId), input);
    return userAnswer(context, result, { principal: principalOf(input.email) });
  }

  @Mutation(() => ChangeAccountUserRoleResult, {
    description: "Once COMPLETED: give a user another Partner Center role; synced back to CPP.",
  })
  async changeAccountUserRole(
    @Arg("input", () => ChangeAccountUserRoleInput) input: ChangeAccountUserRoleInput,
    @Ctx() context: Context,
  ): Promise<UserSuccess | Refused> {
    return answer(context, input.userId, (user) => changeUserRole(context, user, input));
  }

  @Mutation(() => RemoveAccountUserResult, {
    description: "Once COMPLETED: remove a user in Partner Center; synced back to CPP.",
  })
  async removeAccountUser(
    @Arg("input", () => RemoveAccountUserInput) input: RemoveAccountUserInput,
    @Ctx() context: Context,
  ): Promise<UserSuccess | Refused> {
    return answer(context, input.userId, (user) => removeUser(context, user, input));
  }

  @Mutation(() => UpdateAccountSettingsResult, {
    description: "Once COMPLETED: change the account settings in Partner Center.",
  })
  async updateAccountSettings(
    @Arg("input", () => UpdateAccountSettingsInput) input: UpdateAccountSettingsInput,
    @Ctx() context: Context,
  ): Promise<AccountSuccess | Refused> {
    return accountAnswer(context, await changeSettings(context, keyOf("Account", input.accountId), input));
  }

  @Mutation(() => RetryCppSyncResult, { description: "For support: retry a sync that was given up." })
  async retryCppSync(
    @Arg("input", () => RetryCppSyncInput) input: RetryCppSyncInput,
    @Ctx() context: Context,
  ): Promise<UserSuccess | Refused> {
    return answer(context, input.userId, (user) => retrySync(context, user));
  }
}

async function answer(
  context: Context,
  userId: string,
  change: (user: UserKey | null) => Promise<ChangeResult>,
): Promise<UserSuccess | Refused> {
  const node = decodeNodeId(userId);
  const [accountId, id] = node?.type === "AccountUser" ? node.key : [];
  const user = accountId !== undefined && id !== undefined ? { accountId, id } : null;
  return userAnswer(context, await change(user), { id: id ?? ("" satisfies UserRow["id"]) });
}
