import { In, LessThan } from "typeorm";
import { IdempotencyRecord } from "../entities/idempotency-record";
import type { Refusal } from "../entities/refusal";
import { canonical } from "./canonical";
import type { Database, Reads, Tx } from "./database/database";
import { insertRows } from "./database/insert-rows";
import { preparedRead } from "./database/prepared-read";
import { sendLater } from "./database/send-later";
import { digest } from "./ids";

/** A mutation under its key: who, what, and with which input. */
export interface KeyedRequest {
  id: string;
  inputHash: string;
}

/** What came of a keyed request before: its outcome (null: it succeeded), or that the key was used for another input. */
export type Earlier = { outcome: Refusal | null } | "other input";

const keptForMs = 24 * 60 * 60_000;

/** The request's identity; null without a key. The input is compared whatever the order of its fields. */
export function keyedRequest(viewer: string, mutation: string, input: KeyedInput): KeyedRequest | null {
  const { idempotencyKey, ...rest } = input;
  if (idempotencyKey === undefined || idempotencyKey === null) return null;
  return { id: digest(viewer, mutation, idempotencyKey), inputHash: digest(canonical(rest)) };
}

/** The part of every mutation's input that this room looks at. */
export interface KeyedInput {
  idempotencyKey?: string | null;
}

const kept = preparedRead(IdempotencyRecord, "IdempotencyRecord", (query) => query.where("IdempotencyRecord.id = :id"));

/** What came of the request before, if it was made within the last 24 hours. */
export async function earlierOutcome(from: Reads, request: KeyedRequest, now: number): Promise<Earlier | null> {
  const [record] = await kept(from, undefined, { id: request.id });
  if (!record || record.expiresAt <= now) return null;
  return record.inputHash === request.inputHash ? { outcome: record.refusal } : "other input";
}

/** The refusal that answers a repeated request; null when the first one succeeded. */
export function earlierRefusal(earlier: Earlier): Refusal | null {
  if (earlier !== "other input") return earlier.outcome;
  const path = ["input", "idempotencyKey"];
  return { __typename: "InvalidInput", path, fields: [{ path, message: "field.idempotencyKey.reused" }] };
}

/**
 * Keeps the outcome in the transaction of its effect. A concurrent twin waits here for the first one's commit
 * and then fails as a duplicate, with all that it did.
 */
export async function keepOutcome(tx: Tx, request: KeyedRequest, refusal: Refusal | null, now: number): Promise<void> {
  await sendLater(tx, "DELETE FROM idempotency_record WHERE id = ? AND expires_at <= ?", [request.id, now]);
  await insertRows(tx, IdempotencyRecord, [{ ...request, refusal, expiresAt: now + keptForMs }]);
}

const batch = 500;

/** Deletes the outcomes past their day. */
export async function sweepOutcomes({ reader, write }: Database, now: number): Promise<void> {
  const past = { expiresAt: LessThan(now) };
  for (let found = batch; found === batch;) {
    const due = await reader.find(IdempotencyRecord, { where: past, take: batch });
    found = due.length;
    const id = In(due.map((record) => record.id));
    if (found > 0) await write((tx) => tx.delete(IdempotencyRecord, { id, ...past }));
  }
}
