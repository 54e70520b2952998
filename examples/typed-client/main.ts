import { createClient } from "./client";
import { codeReader } from "./mailed-code";
import { migrate, type Person } from "./migrate";

const service = process.env["SERVICE_URL"] || `http://127.0.0.1:${process.env["PORT"] || 4000}`;
const simulator = process.env["SIMULATOR_URL"] || `http://127.0.0.1:${process.env["SIMULATOR_PORT"] || 4010}`;

/** Felix of the demo world: his own address is not of the tenant of his account's MPN ID; his other address is. */
const felix = { publisherId: "fabrikam-mismatch", owner: "owner@fabrikam-studios.com", other: "owner@fabrikam.com" };

/** Throws an error that says what to do if nothing answers at the URL. */
async function someoneAt(url: string): Promise<void> {
  await fetch(url).catch(() => {
    throw new Error(`Nothing answers at ${url}: is npm start running?`);
  });
}

async function simulated<T>(path: string): Promise<T> {
  const response = await fetch(`${simulator}/simulator/${path}`);
  if (!response.ok) throw new Error(`The simulator answers ${response.status}: is npm start running?`);
  return (await response.json()) as T;
}

const mailsTo = (address: string) => simulated<{ subject: string }[]>(`mailbox/${encodeURIComponent(address)}`);

async function main(): Promise<void> {
  await Promise.all([service, simulator].map(someoneAt));
  const { access_token: token } = await simulated<{ access_token: string }>(`token?email=${felix.owner}`);
  const client = createClient({ url: `${service}/graphql`, token, language: "en" });
  const person: Person = {
    // The service suggests his own address; it is refused, and he gives the other one.
    workEmail: async (suggestion) => suggestion ?? felix.other,
    code: codeReader(() => mailsTo(felix.other)),
    hear: (line) => console.log(line),
  };
  const { status } = await migrate(client, felix.publisherId, person);
  if (status !== "COMPLETED") process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
