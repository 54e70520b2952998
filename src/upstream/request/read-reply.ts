import type { ZodType } from "zod";
import { type Call, isWrite } from "./call";
import type { Reply } from "./exchange";
import { type Outcome, refusal, trouble } from "./outcome";
import { retryAfterMs } from "./retry-after";

/** How a system expresses a refusal. */
export interface Dialect {
  /** The body of a refusal. */
  refusal: ZodType<{ code: string; description: string }>;
  /** Codes of a 403 that refuse the request, not the caller's credentials. */
  forbids?: readonly string[];
}

/** Returns what a reply means. Only a body in the documented form is trusted. */
export function readReply<T>(reply: Reply, call: Call<T>, dialect: Dialect, now: number): Outcome<T> {
  const { status } = reply;
  if (status === 408 || status === 429 || status >= 500) {
    return trouble(`status ${status}`, {
      status,
      sick: true,
      again: true,
      retryAfterMs: retryAfterMs(reply.retryAfter, now),
    });
  }
  if (status === 401 || status < 200 || (status >= 300 && status < 400)) return trouble(`status ${status}`, { status });

  const body = parse(reply.text);
  if (body === notJson) return trouble(`status ${status} without JSON`, { status, sick: status < 300 });
  if (status < 300) {
    const read = call.answer.safeParse(body);
    if (!read.success) return trouble(`not the documented answer at ${places(read.error.issues)}`, { status });
    if (call.isMeant?.(read.data) === false) return trouble("an answer about something else", { status });
    return { kind: "answer", body: read.data, etag: reply.etag };
  }
  const no = dialect.refusal.safeParse(body);
  if (!no.success) return trouble(`status ${status} without the documented body`, { status });
  if (status === 403 && !(isWrite(call) && dialect.forbids?.includes(no.data.code)))
    return trouble("status 403", { status });
  return refusal(status, no.data.code, no.data.description, reply.etag);
}

const notJson = Symbol("not JSON");

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

function places(issues: readonly { path: readonly PropertyKey[] }[]): string {
  return issues
    .slice(0, 3)
    .map(({ path }) => path.map(String).join(".") || "its root")
    .join(", ");
}
