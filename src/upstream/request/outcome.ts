/** A usable answer: its body passed the schema. */
export interface Answer<T> {
  kind: "answer";
  body: T;
  etag: string | null;
}

/** A documented refusal, with the system's own code and description. */
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
  /** How long to wait before asking again; null when the system does not say. */
  retryAfterMs: number | null;
  /** The system is unhealthy: counts towards opening the circuit. */
  sick: boolean;
  /** The same call may succeed when retried. */
  again: boolean;
  /** Not news: the system was not asked, because calls before this one have shown what is wrong. */
  known: boolean;
}

/** The outcome of one try. */
export type Outcome<T> = Answer<T> | Refusal | Trouble;

/** Whether the outcome shows that the system is unhealthy. */
export function isSick(outcome: Outcome<unknown>): boolean {
  return outcome.kind === "trouble" && outcome.sick;
}

/** Creates trouble that by default neither blames the system nor allows a retry. */
export function trouble(reason: string, traits: Partial<Omit<Trouble, "kind" | "reason">> = {}): Trouble {
  return {
    kind: "trouble",
    reason,
    status: null,
    retryAfterMs: null,
    sick: false,
    again: false,
    known: false,
    ...traits,
  };
}

/** Creates a refusal, with its texts cut short for logs and messages. */
export function refusal(status: number, code: string, description: string, etag: string | null = null): Refusal {
  return { kind: "refusal", status, code: code.slice(0, 100), description: description.slice(0, 300), etag };
}
