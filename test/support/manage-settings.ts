import { UpdateAccountSettingsDocument, type UpdateAccountSettingsInput } from "../generated/graphql";
import type { MadeAccount } from "./accounts";
import type { Client } from "./client";
import { lookAt } from "./walk";
import type { World } from "./world";

/** A valid seller contact. */
export const contact = { name: "Nina New", email: "nina@contoso.example.com", phone: "+46 8 1", address: null };

/** Changes the settings of an account that has moved. */
export async function update(
  client: Client,
  { publisherId }: MadeAccount,
  change: Omit<UpdateAccountSettingsInput, "accountId">,
  locale?: string,
) {
  const { id: accountId } = await lookAt(client, publisherId);
  const input = { accountId, ...change };
  return (await client.run(UpdateAccountSettingsDocument, { input }, locale)).updateAccountSettings;
}

/** Returns the settings in a result; throws an error with the refusal if there is one. */
export function settingsIn(result: Awaited<ReturnType<typeof update>>) {
  if (result.__typename !== "AccountSuccess") throw new Error(`refused: ${JSON.stringify(result)}`);
  return { displayName: result.account.displayName, ...result.account.settings };
}

/** Returns the settings as Partner Center has them, in its own format. */
export async function settingsInPartnerCenter(world: World, { publisherId }: MadeAccount): Promise<object> {
  return (await world.simulator.state(publisherId)).partnerCenter!.settings;
}
