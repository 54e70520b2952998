import websocket, { type WebSocket } from "@fastify/websocket";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { CloseCode, handleProtocols, type Server } from "graphql-ws";
import type { Logger } from "../log";
import { maxBody } from "./limits";

/** Whoever does not answer a ping within this time is gone. */
const keepAliveMs = 12_000;
/** Whoever has not said good-bye by then is let go. */
const farewellMs = 1_000;
const goingAway = 1001;

/** Lets WebSockets in, and sends them off when the service stops: with 1001, upon which clients come again elsewhere. */
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

/** Who has come by a socket. */
export interface Guest {
  socket: WebSocket;
  /** The address that they come from. */
  ip: string;
}

/** Serves the sockets of one path by the protocol graphql-ws. */
export function serveSockets(server: Server<Guest>, log: Logger): (socket: WebSocket, request: FastifyRequest) => void {
  return (socket, { ip }) => {
    const closed = server.opened(
      {
        protocol: socket.protocol,
        // Ends when the kernel has taken it: a slow reader is waited for, and nothing is piled up for them. Then others
        // have their turn: with a database that answers at once, a reader who is far behind would take them all.
        send: (text) => new Promise<void>((resolve) => socket.send(text, () => setImmediate(resolve))),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) =>
          void socket.on("message", (data: Buffer) => {
            take(data.toString()).catch((error: unknown) => {
              log.error({ err: error }, "a message of a client could not be handled");
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
        log.error({ err: error }, "what a connection has followed could not be ended"),
      );
    });
  };
}

/** Lets go whoever does not answer from one ping to the next. */
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
