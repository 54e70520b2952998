import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import { graphError } from "./graph-error";

const call = z.strictObject({ id: z.string().min(1), method: z.literal("GET"), url: z.string().startsWith("/") });
type Call = z.infer<typeof call>;
const batch = z.strictObject({
  requests: z
    .array(call)
    .min(1)
    .max(20)
    .refine((requests) => new Set(requests.map(({ id }) => id)).size === requests.length, "the same id twice"),
});

/** Answers a batch of up to twenty calls. Each runs as a separate request. */
export async function answerBatch(app: FastifyInstance, body: unknown, authorization = ""): Promise<object> {
  const { requests } = readInput(batch, body);
  return { responses: await Promise.all(requests.map((call) => answerOne(app, call, authorization))) };
}

async function answerOne(app: FastifyInstance, { id, method, url }: Call, authorization: string): Promise<object> {
  try {
    const answer = await app.inject({ method, url: `/graph/v1.0${url}`, headers: { authorization } });
    const headers = { "Content-Type": String(answer.headers["content-type"]) };
    return { id, status: answer.statusCode, headers, body: readBody(answer.body) };
  } catch {
    return { id, status: 504, headers: {}, body: graphError(new Refusal(504)) };
  }
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
