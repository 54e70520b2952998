import type { ZodType } from "zod";
import type { EffectKey } from "../upstream";
import type { Errand } from "./errand";
import type { Answer, Refusal } from "./outcome";

interface Common<T> {
  /** What logs and metrics call it: never a value from outside. */
  name: string;
  path: string;
  answer: ZodType<T>;
  /** Whether an answer is about what was asked; always when left out. */
  isMeant?(answer: T): boolean;
  /** The tenant on whose behalf; the home tenant when left out. */
  tenantId?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, or as a form. */
  body?: object | URLSearchParams;
  /** Refusals that are answers: `"404 3000"` for status and code, `"412"` for the status alone. */
  expected?: readonly string[];
  /** Given when several calls make up one errand. */
  errand?: Errand;
}

/** A call that changes nothing, and so may be made again. */
export interface Read<T> extends Common<T> {
  method: "GET" | "POST";
}

/** A call that changes the world: it carries the key by which the receiver knows a repeated one. */
export interface Write<T> extends Common<T> {
  method: "POST" | "PUT" | "DELETE";
  key: EffectKey;
  ifMatch?: string;
}

/** There is no third kind: a write without an effect key could not be tried again. */
export type Call<T> = Read<T> | Write<T>;

/** Makes a call. Throws UpstreamUnavailable, and for a write UpstreamRejected. */
export interface Request {
  <T>(call: Call<T> & { expected: readonly string[] }): Promise<Answer<T> | Refusal>;
  <T>(call: Call<T>): Promise<Answer<T>>;
}

/** Whether the call changes the world. */
export function isWrite(call: Call<unknown>): call is Write<unknown> {
  return "key" in call;
}
