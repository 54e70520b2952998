import { type Dispatcher, request } from "undici";
import type { HttpMessage } from "./compose";
import { type Trouble, trouble } from "./outcome";

/** A reply that has not been interpreted yet. */
export interface Reply {
  kind: "reply";
  status: number;
  etag: string | null;
  retryAfter: string | null;
  text: string;
}

/** Sends the message once and reads the whole reply. Redirects are not followed. */
export async function exchange(agent: Dispatcher, message: HttpMessage, timeoutMs: number): Promise<Reply | Trouble> {
  const { url, ...rest } = message;
  const patience = new AbortController();
  // AbortSignal.timeout cannot be canceled: it would still fire, and create its error, long after the reply.
  const timer = setTimeout(() => patience.abort(), timeoutMs);
  const { signal } = patience;
  try {
    const { statusCode, headers, body } = await request(url, { ...rest, dispatcher: agent, signal });
    const text = await body.text();
    return {
      kind: "reply",
      status: statusCode,
      etag: one(headers["etag"]),
      retryAfter: one(headers["retry-after"]),
      text,
    };
  } catch (error) {
    if (signal.aborted) return trouble("no answer in time", { sick: true, again: true });
    const { code, name } = error as { code?: string; name?: string };
    // A bug of ours: a header or an address that cannot be sent.
    if (code === "UND_ERR_INVALID_ARG") throw error;
    if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return trouble("the answer is too large");
    return trouble(`no connection (${code ?? name})`, { sick: true, again: true });
  } finally {
    clearTimeout(timer);
  }
}

function one(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
