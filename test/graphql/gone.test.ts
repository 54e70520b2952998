import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { print } from "graphql";
import { Migration } from "../../entities/migration";
import { createDatabase } from "../../src/database/database";
import { accountIdOf } from "../../src/ids";
import { SubmitWorkEmailDocument } from "../generated/graphql";
import { logLines } from "../support/log-lines";
import { start } from "../support/walk";
import { openWorld, type World } from "../support/world";

/** A proxy in front of the directory: once it is shut, requests wait. */
interface Door {
  server: Server;
  leadTo(url: string): void;
  shut(): void;
  /** Resolves when a request waits. */
  knocked: Promise<void>;
  open(): void;
}

async function makeDoor(): Promise<Door> {
  let target = "";
  let [passing, open]: [Promise<void>, () => void] = [Promise.resolve(), () => undefined];
  let knock!: () => void;
  const knocked = new Promise<void>((resolve) => (knock = resolve));
  let isShut = false;
  const server = createServer((from, to) => {
    if (isShut) knock();
    void passing.then(() => {
      const { method, headers } = from;
      const on = request(target + from.url, { method, headers }, (answer) => {
        to.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(to);
      });
      from.pipe(on);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    server,
    leadTo: (url) => (target = url),
    shut: () => {
      isShut = true;
      passing = new Promise((resolve) => (open = resolve));
    },
    knocked,
    open: () => open(),
  };
}

let world: World;
let door: Door;
const log = logLines();
beforeAll(async () => {
  door = await makeDoor();
  const { port } = door.server.address() as AddressInfo;
  world = await openWorld({ env: { GRAPH_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: "error" }, logTo: log });
  door.leadTo(`${world.outside}/graph`);
});
afterAll(async () => {
  await world.close();
  door.server.close();
});

test("a request in progress finishes before the service stops, even if its client has disconnected", async () => {
  const made = await world.account({ mpn: "none" });
  const { id: migrationId } = await start(await world.as(made.owner), made);
  const token = await world.simulator.token(made.owner);

  door.shut();
  const gone = new AbortController();
  const asked = fetch(`${world.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: print(SubmitWorkEmailDocument),
      variables: { input: { migrationId, workEmail: made.owner } },
    }),
    signal: gone.signal,
  });
  await door.knocked;
  gone.abort();
  await expect(asked).rejects.toThrow("aborted");
  const stopped = world.app.stop();
  door.open();
  await stopped;

  expect(log.lines()).toEqual([]);
  const database = createDatabase(world.app.services.config.DATABASE_URL);
  await database.open();
  const accountId = accountIdOf(made.publisherId);
  expect(await database.reader.findOneByOrFail(Migration, { accountId })).toMatchObject({ workEmail: made.owner });
  await database.close();
});
