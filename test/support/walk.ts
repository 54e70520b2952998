import type { MigrationFieldsFragment, SuccessFieldsFragment } from "../generated/graphql";
import {
  ConfirmWorkEmailDocument,
  MigrationOfDocument,
  StartMigrationDocument,
  SubmitWorkEmailDocument,
} from "../generated/graphql";
import type { MadeAccount } from "./accounts";
import type { Client } from "./client";
import type { World } from "./world";

/** The success in a result, or an error that says which refusal came instead. */
export function succeeded(result: { __typename: string; message?: string }): SuccessFieldsFragment {
  if (result.__typename !== "MigrationSuccess") throw new Error(`refused with ${result.__typename}: ${result.message}`);
  return result as unknown as SuccessFieldsFragment;
}

/** The account as that client sees it. */
export async function lookAt(client: Client, publisherId: string) {
  const { account } = await client.run(MigrationOfDocument, { publisherId });
  if (!account) throw new Error(`${publisherId} is not visible`);
  return account;
}

/** Starts the account's migration. */
export async function start(client: Client, { publisherId }: MadeAccount): Promise<MigrationFieldsFragment> {
  const { id: accountId } = await lookAt(client, publisherId);
  const { startMigration } = await client.run(StartMigrationDocument, { input: { accountId } });
  return succeeded(startMigration).migration;
}

/** Submits a work e-mail. */
export async function submit(client: Client, migrationId: string, workEmail: string) {
  return (await client.run(SubmitWorkEmailDocument, { input: { migrationId, workEmail } })).submitWorkEmail;
}

/** The code in the newest mail to the address. */
export async function mailedCode(world: World, address: string): Promise<string> {
  const [mail] = await world.simulator.mailbox(address);
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (code === undefined) throw new Error(`no code was mailed to ${address}`);
  return code;
}

/** Gives a work e-mail that is not the client's own, and proves it with the mailed code. */
export async function proveByCode(world: World, client: Client, migrationId: string, workEmail: string) {
  succeeded(await submit(client, migrationId, workEmail));
  await world.settle();
  const code = await mailedCode(world, workEmail);
  return (await client.run(ConfirmWorkEmailDocument, { input: { migrationId, code } })).confirmWorkEmail;
}
