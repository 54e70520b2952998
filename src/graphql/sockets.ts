import websocket, { type WebSocket } from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { CloseCode, handleProtocols, type Server } from "graphql-ws";
import type { Logger } from "../log";
import { maxBody } from "./limits";

/** A client that does not answer a ping within this time is disconnected. */
const keepAliveMs = 12_000;
/** How long clients have to close before they are terminated. */
const farewellMs = 1_000;
const goingAway = 1001;
/** What graphql-ws throws for a message that only servers send, which is the client's mistake. */
const serversMessage = /^Unexpected message of type \w+ received$/;

/** Accepts WebSockets, and closes them with 1001 when the service stops, so that clients reconnect elsewhere. */
export async function admitSockets(http: FastifyInstance, log: Logger): Promise<void> {
  await http.register(websocket, {
    options: { maxPayload: maxBody, handleProtocols },
    errorHandler: (error, socket) => {
      log.debug({ err: error }, "a connection has failed");
      socket.terminate();
    },
    preClose(done) {
      const { clients } = http.websocketServer;
      for (const client of clients) client.close(goingAway, "Going away");
      setTimeout(() => clients.forEach((client) => client.terminate()), farewellMs).unref();
      http.websocketServer.close(() => done());
    },
  });
}

/** A client that is connected by a socket. */
export interface Guest {
  socket: WebSocket;
  /** The client's address. */
  ip: string;
}

/** Serves the sockets of one path by the protocol graphql-ws. */
export function serveSockets(server: Server<Guest>, log: Logger): (socket: WebSocket, request: FastifyRequest) => void {
  return (socket, { ip }) => {
    const closed = server.opened(
      {
        protocol: socket.protocol,
        // Resolves when the kernel has taken the text, so that nothing is buffered for a slow reader. Then yields: with
        // a database that answers synchronously, a reader who is far behind would starve the others.
        send: (text) => new Promise<void>((resolve) => socket.send(text, () => setImmediate(resolve))),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          void socket.on("message", (data: Buffer) => {
            take(data.toString()).catch((error: unknown) => {
              if (error instanceof Error && serversMessage.test(error.message))
                return socket.close(CloseCode.BadRequest, "Invalid message received");
              log.error({ err: error }, "could not handle a client's WebSocket message");
              socket.close(CloseCode.InternalServerError, "Internal server error");
            });
          }),
      },
      { socket, ip },
    );
    const stopPinging = keepAlive(socket);
    socket.once("close", (code, reason) => {
      stopPinging();
      closed(code, reason.toString()).catch((error: unknown) =>
        log.error({ err: error }, "could not end the subscriptions of a closed connection"),
      );
    });
  };
}

/** Terminates a socket that does not answer one ping before the next. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on("pong", () => (answered = true));
  const pinging = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, keepAliveMs).unref();
  return () => clearInterval(pinging);
}
