import {
  AccountUsersDocument,
  AddAccountUserDocument,
  CancelMigrationDocument,
  ChangeAccountUserRoleDocument,
  ConfirmWorkEmailDocument,
  EnrollInMpnDocument,
  RemoveAccountUserDocument,
  RetryMigrationDocument,
  StartMigrationDocument,
  SubmitWorkEmailDocument,
  UpdateAccountSettingsDocument,
  type ProblemFieldsFragment,
} from "../generated/graphql";
import type { Client } from "./client";
import { lookAt } from "./walk";

/** The IDs that an account's mutations take. */
export interface AccountIds {
  accountId: string;
  migrationId: string;
  userId: string;
}

/** Returns the IDs of an account as one of its owners sees them. */
export async function idsOf(owner: Client, publisherId: string): Promise<AccountIds> {
  const { id: accountId, migration } = await lookAt(owner, publisherId);
  const { account } = await owner.run(AccountUsersDocument, { publisherId });
  return { accountId, migrationId: migration.id, userId: account!.users.nodes[0]!.id };
}

type Answer = ProblemFieldsFragment | { __typename: "MigrationSuccess" | "AccountUserSuccess" | "AccountSuccess" };

/** Every mutation that needs the owner role, by name, with a well-formed input. */
export const ownerMutations: Record<string, (client: Client, ids: AccountIds) => Promise<Answer>> = {
  startMigration: async (client, { accountId }) =>
    (await client.run(StartMigrationDocument, { input: { accountId } })).startMigration,
  submitWorkEmail: async (client, { migrationId }) =>
    (await client.run(SubmitWorkEmailDocument, { input: { migrationId, workEmail: "ann@contoso.com" } }))
      .submitWorkEmail,
  confirmWorkEmail: async (client, { migrationId }) =>
    (await client.run(ConfirmWorkEmailDocument, { input: { migrationId, code: "123456" } })).confirmWorkEmail,
  enrollInMpn: async (client, { migrationId }) =>
    (await client.run(EnrollInMpnDocument, { input: { migrationId, by: { existingMpnId: "41" } } })).enrollInMpn,
  retryMigration: async (client, { migrationId }) =>
    (await client.run(RetryMigrationDocument, { input: { migrationId } })).retryMigration,
  cancelMigration: async (client, { migrationId }) =>
    (await client.run(CancelMigrationDocument, { input: { migrationId } })).cancelMigration,
  addAccountUser: async (client, { accountId }) =>
    (await client.run(AddAccountUserDocument, { input: { accountId, email: "ann@contoso.com" } })).addAccountUser,
  changeAccountUserRole: async (client, { userId }) =>
    (await client.run(ChangeAccountUserRoleDocument, { input: { userId, role: "MARKETER" } })).changeAccountUserRole,
  removeAccountUser: async (client, { userId }) =>
    (await client.run(RemoveAccountUserDocument, { input: { userId } })).removeAccountUser,
  updateAccountSettings: async (client, { accountId }) =>
    (await client.run(UpdateAccountSettingsDocument, { input: { accountId, displayName: "New" } }))
      .updateAccountSettings,
};
