import { PassThrough } from "node:stream";
import { TimelineDocument } from "../generated/graphql";
import type { Database } from "../../src/database/database";
import { runErasePerson, runExportPerson } from "../../src/person/person-command";
import type { Client } from "../support/client";
import type { World } from "../support/world";

/** Returns the status and the output of a command about a person. */
async function command(run: (out: PassThrough) => Promise<number>) {
  const out = new PassThrough();
  const status = await run(out);
  out.end();
  return { status, text: (await out.toArray()).join("") };
}

/** Runs `npm run erase-person` in the world. */
export function erasePersonIn(
  world: World,
  who: string,
  {
    closed = [],
    database = world.app.services.database,
  }: { closed?: string[] | undefined; database?: Database | undefined } = {},
) {
  const wish = { principal: who, closed: new Set(closed) };
  return command((out) => runErasePerson(database, world.clock, wish, out));
}

/** Runs `npm run export-person` in the world and returns what each table keeps about the person. */
export async function exportPersonIn(world: World, who: string): Promise<Record<string, object[]>> {
  const { database } = world.app.services;
  const { status, text } = await command((out) => runExportPerson(database, world.clock, who, out));
  expect(status).toBe(0);
  const { kept } = JSON.parse(text) as { kept: { table: string; what: string; rows: object[] }[] };
  return Object.fromEntries(kept.map(({ table, rows }) => [table, rows]));
}

/** Returns every table that contains one of the texts. */
export async function tablesNaming(world: World, ...texts: string[]): Promise<string[]> {
  const { reader } = world.app.services.database;
  const found: string[] = [];
  for (const { tableName } of reader.connection.entityMetadatas) {
    const rows = JSON.stringify(await reader.query(`SELECT * FROM ${tableName}`)).toLowerCase();
    if (texts.some((text) => rows.includes(text.toLowerCase()))) found.push(tableName);
  }
  return found.sort();
}

/** Returns the sentences of the account's timeline. */
export async function messages(client: Client, publisherId: string, locale?: string): Promise<string[]> {
  const { account } = await client.run(TimelineDocument, { publisherId, first: 100 }, locale);
  return account!.timeline.nodes.map(({ message }) => message);
}
