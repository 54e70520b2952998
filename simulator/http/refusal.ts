import { STATUS_CODES } from "node:http";

/** A refused call; each system formats it as its own kind of error. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    /** The system's own code; if omitted, the error format chooses one by status. */
    readonly code?: string | number,
    message?: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message ?? STATUS_CODES[status] ?? "Refused");
  }

  /** Returns the same refusal with more headers. */
  with(headers: Record<string, string>): Refusal {
    return new Refusal(this.status, this.code, this.message, { ...this.headers, ...headers });
  }
}

/** Returns the name of a status as one word: 412 becomes PreconditionFailed. */
export function statusName(status: number): string {
  return (STATUS_CODES[status] ?? "Error").replace(/[^A-Za-z]/g, "");
}
