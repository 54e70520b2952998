import type {
  MigrationFieldsFragment,
  MpnApplication,
  MpnEnrollment,
  SuccessFieldsFragment,
} from "../generated/graphql";
import {
  CancelMigrationDocument,
  ConfirmWorkEmailDocument,
  EnrollInMpnDocument,
  MigrationOfDocument,
  RetryMigrationDocument,
  StartMigrationDocument,
  SubmitWorkEmailDocument,
} from "../generated/graphql";
import type { MadeAccount } from "./accounts";
import type { Client } from "./client";
import type { World } from "./world";

/** Returns the success in a result; throws an error with the refusal if there is one. */
export function succeeded(result: { __typename: string; message?: string }): SuccessFieldsFragment {
  if (result.__typename !== "MigrationSuccess") throw new Error(`refused with ${result.__typename}: ${result.message}`);
  return result as unknown as SuccessFieldsFragment;
}

/** Returns the account as that client sees it. */
export async function lookAt(client: Client, publisherId: string) {
  const { account } = await client.run(MigrationOfDocument, { publisherId });
  if (!account) throw new Error(`${publisherId} is not visible`);
  return account;
}

/** Starts the account's migration. */
export async function start(
  client: Client,
  { publisherId }: Pick<MadeAccount, "publisherId">,
): Promise<MigrationFieldsFragment> {
  const { id: accountId } = await lookAt(client, publisherId);
  const { startMigration } = await client.run(StartMigrationDocument, { input: { accountId } });
  return succeeded(startMigration).migration;
}

/** Submits a work e-mail. */
export async function submit(client: Client, migrationId: string, workEmail: string) {
  return (await client.run(SubmitWorkEmailDocument, { input: { migrationId, workEmail } })).submitWorkEmail;
}

/** Confirms the work e-mail with a code. */
export async function confirm(client: Client, migrationId: string, code: string) {
  return (await client.run(ConfirmWorkEmailDocument, { input: { migrationId, code } })).confirmWorkEmail;
}

/** Gives an existing MPN ID, or applies for one. */
export async function enroll(client: Client, migrationId: string, by: MpnEnrollment) {
  return (await client.run(EnrollInMpnDocument, { input: { migrationId, by } })).enrollInMpn;
}

/** A valid application, apart from the change. */
export const application = (change: Partial<MpnApplication> = {}): { application: MpnApplication } => ({
  application: {
    legalName: "Contoso Ltd",
    address: { line1: "1 Main Street", city: "Stockholm", postalCode: "111 22", countryCode: "SE" },
    primaryContact: { firstName: "Ann", lastName: "Andersson", email: "ann@contoso.example.com", phone: "+46 8 123" },
    acceptedAgreementVersion: "2026-07",
    ...change,
  },
});

/** Retries a failed migration. */
export async function retry(client: Client, migrationId: string) {
  return (await client.run(RetryMigrationDocument, { input: { migrationId } })).retryMigration;
}

/** Cancels a migration. */
export async function cancel(client: Client, migrationId: string) {
  return (await client.run(CancelMigrationDocument, { input: { migrationId } })).cancelMigration;
}

/** Returns the requirements of a migration or of a preflight, by name. */
export const requirementsOf = <Requirement>({ requirements: [workEmail, mpn] }: { requirements: Requirement[] }) => ({
  workEmail: workEmail!,
  mpn: mpn!,
});

/** Returns the code in the newest mail to the address. */
export async function mailedCode(world: World, address: string): Promise<string> {
  const [mail] = await world.simulator.mailbox(address);
  const code = /\b\d{6}\b/.exec(mail?.text ?? "")?.[0];
  if (code === undefined) throw new Error(`no code was mailed to ${address}`);
  return code;
}

/** Submits a work e-mail that is not the client's own, and confirms it with the mailed code. */
export async function proveByCode(world: World, client: Client, migrationId: string, workEmail: string) {
  succeeded(await submit(client, migrationId, workEmail));
  await world.settle();
  return confirm(client, migrationId, await mailedCode(world, workEmail));
}

/** Returns the users in Partner Center as `Role principal`, sorted. */
export async function membersOf(world: World, { publisherId }: MadeAccount): Promise<string[]> {
  const { partnerCenter } = await world.simulator.state(publisherId);
  const users = partnerCenter?.users ?? [];
  return users.map((user) => `${user.role} ${user.userPrincipalName ?? user.applicationId}`).sort();
}
