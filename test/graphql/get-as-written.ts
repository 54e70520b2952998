import { request, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";

/** Sends a GET with the path as it is written. `fetch` would resolve `..` before sending it. */
export async function getAsWritten(url: string, path: string): Promise<{ status: number; text: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { path, agent: false }, resolve).on("error", reject).end();
  });
  return { status: response.statusCode!, text: await text(response) };
}
