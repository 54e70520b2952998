/** A usable answer: its body passed the schema. */
export interface Answer<T> {
  kind: "answer";
  body: T;
  etag: string | null;
}

/** A documented "no", in the system's own words. */
export interface Refusal {
  kind: "refusal";
  status: number;
  code: string;
  description: string;
  etag: string | null;
}

/** No usable answer: nothing is known. */
export interface Trouble {
  kind: "trouble";
  reason: string;
  status: number | null;
  /** When the system asks to be left alone. */
  retryAfterMs: number | null;
  /** The system is not well: counts towards opening the circuit. */
  sick: boolean;
  /** The same call may succeed in a moment. */
  again: boolean;
}

/** What one try came to. */
export type Outcome<T> = Answer<T> | Refusal | Trouble;

/** Whether the outcome says that the system is not well. */
export function isSick(outcome: Outcome<unknown>): boolean {
  return outcome.kind === "trouble" && outcome.sick;
}

/** Trouble that by itself neither blames the system nor invites another try. */
export function trouble(reason: string, traits: Partial<Omit<Trouble, "kind" | "reason">> = {}): Trouble {
  return { kind: "trouble", reason, status: null, retryAfterMs: null, sick: false, again: false, ...traits };
}

/** A refusal whose texts are short enough for logs and messages. */
export function refusal(status: number, code: string, description: string, etag: string | null = null): Refusal {
  return { kind: "refusal", status, code: code.slice(0, 100), description: description.slice(0, 300), etag };
}
