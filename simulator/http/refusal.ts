import { STATUS_CODES } from "node:http";

/** A "no" to a call; each system puts it in its own error form. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** The system's own code; without one the form chooses by status. */
    readonly code?: string | number,
    message?: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message ?? STATUS_CODES[status] ?? "Refused");
  }

  /** The same refusal with more headers. */
  with(headers: Record<string, string>): Refusal {
    return new Refusal(this.status, this.code, this.message, { ...this.headers, ...headers });
  }
}

/** The name of a status in one word: 412 is PreconditionFailed. */
export function statusName(status: number): string {
  return (STATUS_CODES[status] ?? "Error").replace(/[^A-Za-z]/g, "");
}
