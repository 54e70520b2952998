import { randomUUID } from "node:crypto";
import { type Refusal } from "../http/refusal";

const CODES: Record<number, string> = { 401: "invalid_client", 404: "not_found", 429: "temporarily_unavailable" };

/** Formats an error as Entra ID does. */
export function entraError({ status, code, message }: Refusal): object {
  const number = /^AADSTS(\d+)/.exec(message)?.[1];
  return {
    error: code ?? CODES[status] ?? (status < 500 ? "invalid_request" : "server_error"),
    error_description: message,
    error_codes: number === undefined ? [] : [Number(number)],
    timestamp: new Date()
      .toISOString()
      .replace("T", " ")
      .replace(/\.\d+Z$/, "Z"),
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  };
}
