import { randomUUID } from "node:crypto";
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { admit } from "./admit";
import { outage } from "./format-error";
import { inTime } from "./in-time";
import { searchWithDocumentId, withDocumentId } from "./persisted/document-id";
import type { RequestContext } from "./server";
import { serveSockets } from "./sockets";
import { createSubscriptionServer, type Doorway } from "./subscription-server";

const path = "/graphql";
/** The longest that a client waits for an answer. */
const patienceMs = 25_000;

/** Adds the GraphQL doorway: POST and GET on one path, and subscriptions by WebSocket on the same path. */
export function graphqlRoutes(http: FastifyInstance, apollo: ApolloServer<RequestContext>, doorway: Doorway): void {
  const { isReady, log, production } = doorway;
  // Only a count: a set would keep answers in memory long after they were sent.
  let underWay = 0;
  let allDone = (): void => undefined;
  // Fastify waits for connections only, and a request whose client has disconnected is still being executed.
  http.addHook("onClose", () => new Promise<void>((resolve) => (underWay === 0 ? resolve() : (allDone = resolve))));
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isReady() && (production || !wantsPage(request))) return notReady(reply);
    const httpGraphQLRequest = asked(request);
    underWay++;
    const answer = apollo
      .executeHTTPGraphQLRequest({ httpGraphQLRequest, context: () => admit(doorway, request) })
      .finally(() => --underWay === 0 && allDone());
    const response = await inTime(answer, patienceMs);
    if (!response) return unanswered(reply, doorway);
    for (const [name, value] of response.headers) void reply.header(name, value);
    void reply.code(response.status ?? 200);
    // A buffer, because a string would be measured, joined to the headers and only then encoded.
    if (response.body.kind === "complete") return reply.send(Buffer.from(response.body.string));
    throw new Error("incremental delivery is not offered");
  };
  http.route({ method: "POST", url: path, handler });
  http.route({ method: "GET", url: path, handler, wsHandler: serveSockets(createSubscriptionServer(doorway), log) });
  // Answered before the body is read, because its content makes no difference.
  http.route({ method: ["PUT", "DELETE", "PATCH"], url: path, onRequest: notAllowed, handler: notAllowed });
}

/** An error in GraphQL's format, for failures outside GraphQL. */
export const graphqlError = (code: string, message: string, more: object = {}) => ({
  errors: [{ message, extensions: { code, ...more } }],
});

const wantsPage = ({ method, headers }: FastifyRequest): boolean =>
  method === "GET" && (headers.accept?.includes("text/html") ?? false);

const notAllowed = async (_: FastifyRequest, reply: FastifyReply) =>
  reply.code(405).header("allow", "GET, POST").send(graphqlError("BAD_USER_INPUT", "Use GET or POST."));

const notReady = (reply: FastifyReply) =>
  reply
    .code(503)
    .header("retry-after", "2")
    .send(
      graphqlError(
        "INTERNAL_SERVER_ERROR",
        "The service is not ready yet: its database or the token issuer does not answer.",
      ),
    );

/** Tells a client that waits no longer that its request is still being carried out. */
function unanswered(reply: FastifyReply, { log, metrics }: Pick<Doorway, "log" | "metrics">): FastifyReply {
  const correlationId = randomUUID();
  log.warn({ correlationId }, "a request was not answered in time; it goes on");
  const { code, retryAfterSeconds } = outage;
  metrics.error(code);
  const message = "There was no answer in time. Repeat it, a mutation under the same key: it may yet take effect.";
  return reply
    .code(504)
    .header("retry-after", retryAfterSeconds)
    .send(graphqlError(code, message, { retryAfterSeconds, correlationId }));
}

function asked(request: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  const at = request.url.indexOf("?");
  const search = at < 0 ? "" : request.url.slice(at).replace(/([?&])operationName=(?=&|$)/, "$1");
  const body = withDocumentId(request.body);
  return { method: request.method, headers, search: searchWithDocumentId(search), body };
}
