import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that came in. */
export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What happens to a request. */
export type Reaction = (response: ServerResponse, request: Seen) => void;

/** A fake of all upstream systems on one server, which does what a test tells it. */
export interface FakeSystems {
  url: string;
  /** Every request except those for tokens. */
  seen: Seen[];
  /** How many tokens were requested. */
  tokens(): number;
  /** Sets the reactions to requests whose path starts so, in order; the last one stays. */
  react(path: string, ...reactions: Reaction[]): void;
  stop(): Promise<void>;
}

/** Answers with a status and a body: text as it is, anything else as JSON. */
export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Reaction {
  return (response) => {
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Closes the connection without an answer. */
export const drop: Reaction = (response) => void response.socket?.destroy();

/** Never answers. */
export const silence: Reaction = () => undefined;

const tokenPath = /^\/entra\/[^/]+\/oauth2\/v2\.0\/token$/;

/** Starts the fake on a free port; tokens are called t1, t2, … */
export async function startFakeSystems(): Promise<FakeSystems> {
  const seen: Seen[] = [];
  const reactions: { path: string; queue: Reaction[] }[] = [];
  let tokens = 0;

  function reactionTo(request: Seen): Reaction {
    const queue = reactions.find(({ path }) => request.url.startsWith(path))?.queue;
    const next = (queue && queue.length > 1 ? queue.shift() : queue?.[0]) ?? answer(404, { error: "nothing here" });
    if (!tokenPath.test(request.url)) return next;
    tokens++;
    return queue ? next : answer(200, { token_type: "Bearer", expires_in: 3599, access_token: `t${tokens}` });
  }

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
      if (!tokenPath.test(url)) seen.push(request);
      reactionTo(request)(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    tokens: () => tokens,
    react: (path, ...queue) => void reactions.unshift({ path, queue }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
