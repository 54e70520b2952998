import { makeAccount, type MadeAccount } from "./accounts";
import type { Client } from "./client";
import type { World } from "./world";

/** A person with many accounts: their publisher IDs in the order of the names. */
export interface Portfolio {
  made: MadeAccount;
  owner: Client;
  publisherIds: string[];
}

/** Makes an owner with one account for each name; `change` varies the rows of the export. */
export async function portfolio(
  world: World,
  displayNames: string[],
  change: (index: number) => object = () => ({}),
): Promise<Portfolio> {
  const made = makeAccount();
  const [row] = made.world.accounts;
  const publisherIds = displayNames.map((_, index) => `${made.publisherId}-${index}`);
  const accounts = displayNames.map((displayName, index) => ({
    ...row,
    publisherId: publisherIds[index]!,
    displayName,
    ...change(index),
  }));
  await world.simulator.learn({ ...made.world, accounts });
  await world.importRows(accounts);
  return { made, owner: await world.as(made.owner), publisherIds };
}
