import { z } from "zod";

/** The systems that faults can be laid on. */
export const FAULTY_SYSTEMS = ["entra", "graph", "partner-center", "cpp", "mail"] as const;
/** A system that faults can be laid on. */
export type FaultySystem = (typeof FAULTY_SYSTEMS)[number];

/** How the next matching calls go wrong. */
export const fault = z.strictObject({
  system: z.enum(FAULTY_SYSTEMS),
  /** A prefix of the path below the system's prefix; for mail, a prefix of the recipient's address. */
  path: z.string().optional(),
  method: z.string().toUpperCase().optional(),
  status: z.int().min(200).max(599).optional(),
  delayMs: z.int().min(0).max(600_000).optional(),
  /** Closes the connection. */
  drop: z.boolean().optional(),
  /** Carries out the call first, then delays, drops or replaces its answer. */
  after: z.boolean().optional(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** How many calls it applies to; all if omitted. */
  times: z.int().min(1).optional(),
});
/** How the next matching calls go wrong. */
export type Fault = z.infer<typeof fault>;
