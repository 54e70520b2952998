import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Refusal } from "../../entities/refusal";
import { MigrationStatus } from "../../entities/words";
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
import type { Context } from "../graphql/context";
import { decodeNodeId, keyOf } from "../graphql/node-id";
import type { Refused } from "../graphql/refused";
import { isOwner, ownerRoleRequired } from "./user-rules";

/** Changes of a migrated account: until they are offered here, each is refused with where to make it. */
@Resolver()
export class AfterMigrationMutations {
  @Mutation(() => AddAccountUserResult, {
    description:
      "Once COMPLETED: add a user in Partner Center; the change is synced back to CPP (see AccountUser.sync).",
  })
  addAccountUser(
    @Arg("input", () => AddAccountUserInput) input: AddAccountUserInput,
    @Ctx() context: Context,
  ): Promise<Refused> {
    return refused(context, keyOf("Account", input.accountId));
  }

  @Mutation(() => ChangeAccountUserRoleResult, {
    description: "Once COMPLETED: give a user another Partner Center role; synced back to CPP.",
  })
  changeAccountUserRole(
    @Arg("input", () => ChangeAccountUserRoleInput) input: ChangeAccountUserRoleInput,
    @Ctx() context: Context,
  ): Promise<Refused> {
    return refused(context, accountOfUser(input.userId));
  }

  @Mutation(() => RemoveAccountUserResult, {
    description: "Once COMPLETED: remove a user in Partner Center; synced back to CPP.",
  })
  removeAccountUser(
    @Arg("input", () => RemoveAccountUserInput) input: RemoveAccountUserInput,
    @Ctx() context: Context,
  ): Promise<Refused> {
    return refused(context, accountOfUser(input.userId));
  }

  @Mutation(() => UpdateAccountSettingsResult, {
    description: "Once COMPLETED: change the account settings in Partner Center.",
  })
  updateAccountSettings(
    @Arg("input", () => UpdateAccountSettingsInput) input: UpdateAccountSettingsInput,
    @Ctx() context: Context,
  ): Promise<Refused> {
    return refused(context, keyOf("Account", input.accountId));
  }

  @Mutation(() => RetryCppSyncResult, { description: "Support: try again a sync that was given up." })
  async retryCppSync(
    @Arg("input", () => RetryCppSyncInput) input: RetryCppSyncInput,
    @Ctx() context: Context,
  ): Promise<Refused> {
    if (!context.viewer.support) return notFound;
    const refusal = await refused(context, accountOfUser(input.userId));
    return refusal.__typename === "OwnerRoleRequired" ? { ...refusal, ...notOffered } : refusal;
  }
}

const notFound: Refused = { __typename: "NotFound", path: [], accountId: null };
const notOffered = { __typename: "NotAllowedNow", path: [], why: "NOT_OFFERED" } satisfies Refusal;

function accountOfUser(userId: string): string | null {
  const node = decodeNodeId(userId);
  return node?.type === "AccountUser" ? node.key[0]! : null;
}

async function refused({ access, loaders }: Context, accountId: string | null): Promise<Refused> {
  if (accountId === null || !(await access.maySee(accountId))) return notFound;
  const [user, migration] = await Promise.all([access.userOn(accountId), loaders.migration.load(accountId)]);
  if (!migration) return notFound;
  if (!user || !isOwner(user, migration.status)) return { ...ownerRoleRequired, accountId };
  const migrated = migration.status === MigrationStatus.COMPLETED;
  return { ...notOffered, why: migrated ? "NOT_OFFERED" : "NOT_MIGRATED", accountId };
}
