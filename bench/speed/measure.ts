import { load, type Caller, type Pressure, type Run } from "./load";
import { isGranted, requestOf, type OperationName, type Request } from "./operations";
import { serverNames, type Scene, type ServerName } from "./scene";
import type { Server } from "./servers";

/** The runs of one operation: one of every server in each round, and one at half of each server's maximum. */
export interface Measured {
  operation: OperationName;
  bytes: number;
  /** Messages to the database per request, when no other request is in flight. */
  alone: Record<ServerName, number>;
  rounds: Record<ServerName, Run>[];
  half: Record<ServerName, Run>;
}

/** How many rounds there are, and how long each run takes. */
export interface Effort {
  rounds: number;
  seconds: number;
}

const compared = 20;

/** Measures one operation on all servers in turn, after checking that they answer the same. */
export async function measure(scene: Scene, operation: OperationName, effort: Effort): Promise<Measured> {
  const bytes = await compare(scene, operation);
  const callers = scene.callers.map(({ token, agency }, i): Caller => {
    let n = i;
    return { token, request: () => requestOf(operation, agency, n++) };
  });
  const run = async (name: ServerName, pressure: Pressure) => {
    const done = await load(scene.servers[name], callers, pressure);
    await restore(scene);
    return done;
  };
  const { seconds } = effort;

  const alone = await each((name) => messagesAlone(scene, name, callers));
  await each((name) => warmUp(() => run(name, { seconds: 1 })));
  const rounds: Measured["rounds"] = [];
  for (let round = 0; round < effort.rounds; round++) rounds.push(await each((name) => run(name, { seconds })));
  const half = await each((name) => {
    const perSecond = Math.ceil(median(rounds.map((runs) => runs[name].perSecond)) / 2);
    return run(name, { seconds, perSecond });
  });
  return { operation, bytes, alone, rounds, half };
}

/** Runs for a second at a time until the server's code is compiled, as far as possible in bounded time. */
async function warmUp(run: () => Promise<Run>): Promise<void> {
  let answered = 0;
  for (let second = 0; second < 3 || (second < 7 && answered < 2_500); second++) answered += (await run()).perSecond;
}

/** Throws unless all servers give the same successful answers, byte for byte; returns the length of the last one. */
export async function compare({ servers, callers }: Scene, operation: OperationName): Promise<number> {
  let bytes = 0;
  for (const [i, { token, agency }] of callers.slice(0, compared).entries()) {
    const answers = await each((name) => ask(servers[name], token, requestOf(operation, agency, i)));
    const { service, ...others } = answers;
    if (!isGranted(service) || Object.values(others).some((text) => text !== service))
      throw new Error(`${operation}: a refusal, or the answers differ:\n${Object.values(answers).join("\n")}`);
    bytes = service.length;
  }
  return bytes;
}

/** Deletes the users that a server has added, so that no account grows from run to run. */
const restore = ({ database }: Scene): Promise<void> =>
  database.run("DELETE FROM account_user WHERE sync_state = 'PENDING'", []);

/** Returns the text that a server answers. */
export async function ask(server: Server, token: string, request: Request): Promise<string> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  return (await fetch(server.url, { method: "POST", headers, body: JSON.stringify(request) })).text();
}

async function messagesAlone({ servers }: Scene, name: ServerName, callers: Caller[]): Promise<number> {
  const asked = callers.slice(0, 10);
  const before = await servers[name].usage();
  for (const { token, request } of asked) await ask(servers[name], token, request());
  return ((await servers[name].usage()).messages - before.messages) / asked.length;
}

async function each<T>(work: (name: ServerName) => Promise<T>): Promise<Record<ServerName, T>> {
  const done: Partial<Record<ServerName, T>> = {};
  for (const name of serverNames) done[name] = await work(name);
  return done as Record<ServerName, T>;
}

/** Returns the median, of an even number of values the upper one. */
export const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
