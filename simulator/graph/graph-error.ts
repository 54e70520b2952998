import { randomUUID } from "node:crypto";
import { statusName, type Refusal } from "../http/refusal";

const CODES: Record<number, string> = {
  400: "Request_BadRequest",
  401: "InvalidAuthenticationToken",
  404: "Request_ResourceNotFound",
};

/** Formats an error as Microsoft Graph does. */
export function graphError({ status, code, message }: Refusal): object {
  const innerError = { date: new Date().toISOString().slice(0, 19), "request-id": randomUUID() };
  return { error: { code: code ?? CODES[status] ?? statusName(status), message, innerError } };
}
