import { urlOf } from "./start-environment";

/** `npm run token -- someone@contoso.com`: prints a bearer token of the simulator for that person. */
async function main(): Promise<void> {
  const [email] = process.argv.slice(2);
  if (!email) throw new Error("Usage: npm run token -- someone@contoso.com");
  const simulator = urlOf(process.env, Number(process.env["SIMULATOR_PORT"] || 4010));
  const answer = await fetch(`${simulator}/simulator/token?email=${encodeURIComponent(email)}`).catch(() => {
    throw new Error(`No simulator answers at ${simulator}: start one with npm start.`);
  });
  const body = (await answer.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`The simulator knows no ${email}.`);
  console.log(body.access_token);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
