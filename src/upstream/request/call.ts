import type { ZodType } from "zod";
import type { EffectKey } from "../upstream";
import type { Errand } from "./errand";
import type { Answer, Refusal } from "./outcome";

interface Common<T> {
  /** Its name in logs and metrics: never an external value. */
  name: string;
  path: string;
  answer: ZodType<T>;
  /** Whether an answer is about what was asked; by default, it is. */
  isMeant?(answer: T): boolean;
  /** The tenant on whose behalf the call is made; by default, the home tenant. */
  tenantId?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, or as a form. */
  body?: object | URLSearchParams;
  /** Refusals to return, not to throw: `"404 3000"` for status and code, `"412"` for the status alone. */
  expected?: readonly string[];
  /** Given when several calls make up one errand. */
  errand?: Errand;
}

/** A call that changes nothing, so it may be repeated. */
export interface Read<T> extends Common<T> {
  method: "GET" | "POST";
}

/** A call with an effect. It carries an idempotency key, by which the receiver recognizes a repeat. */
export interface Write<T> extends Common<T> {
  method: "POST" | "PUT" | "DELETE";
  key: EffectKey;
  ifMatch?: string;
}

/** Any call. There is no third kind: a write without an effect key could not be retried. */
export type Call<T> = Read<T> | Write<T>;

/** Makes a call. Throws UpstreamUnavailable, and for a write UpstreamRejected. */
export interface Request {
  <T>(call: Call<T> & { expected: readonly string[] }): Promise<Answer<T> | Refusal>;
  <T>(call: Call<T>): Promise<Answer<T>>;
}

/** Whether the call has an effect. */
export function isWrite(call: Call<unknown>): call is Write<unknown> {
  return "key" in call;
}
