import { In, LessThan } from "typeorm";
import { IdempotencyRecord } from "../entities/idempotency-record";
import type { Refusal } from "../entities/refusal";
import { canonical } from "./canonical";
import type { Database, Reads, Tx } from "./database/database";
import { insertRows } from "./database/insert-rows";
import { preparedRead } from "./database/prepared-read";
import { sendLater } from "./database/send-later";
import { digest } from "./ids";

/** A mutation under an idempotency key: digests of viewer, mutation and key, and of the input. */
export interface KeyedRequest {
  id: string;
  inputHash: string;
}

/** What an earlier request with the key came to: its outcome (null on success), or that it had another input. */
export type Earlier = { outcome: Refusal | null } | "other input";

const keptForMs = 24 * 60 * 60_000;

/** Returns the request's identity, or null without a key. The order of the input's fields does not matter. */
export function keyedRequest(viewer: string, mutation: string, input: KeyedInput): KeyedRequest | null {
  const { idempotencyKey, ...rest } = input;
  if (idempotencyKey === undefined || idempotencyKey === null) return null;
  return { id: digest(viewer, mutation, idempotencyKey), inputHash: digest(canonical(rest)) };
}

/** The part of every mutation's input that idempotency needs. */
export interface KeyedInput {
  idempotencyKey?: string | null;
}

const kept = preparedRead(IdempotencyRecord, "IdempotencyRecord", (query) => query.where("IdempotencyRecord.id = :id"));

/** Returns the outcome of the same request if it was made within the last 24 hours, else null. */
export async function earlierOutcome(from: Reads, request: KeyedRequest, now: number): Promise<Earlier | null> {
  const [record] = await kept(from, undefined, { id: request.id });
  if (!record || record.expiresAt <= now) return null;
  return record.inputHash === request.inputHash ? { outcome: record.refusal } : "other input";
}

/** Returns the refusal that answers a repeated request; null if the first one succeeded. */
export function earlierRefusal(earlier: Earlier): Refusal | null {
  if (earlier !== "other input") return earlier.outcome;
  const path = ["input", "idempotencyKey"];
  return { __typename: "InvalidInput", path, fields: [{ path, message: "field.idempotencyKey.reused" }] };
}

/**
 * Stores the outcome in the transaction of its effect. A concurrent request with the same key waits here until that
 * transaction commits, then fails as a duplicate and is rolled back.
 */
export async function keepOutcome(tx: Tx, request: KeyedRequest, refusal: Refusal | null, now: number): Promise<void> {
  await sendLater(tx, "DELETE FROM idempotency_record WHERE id = ? AND expires_at <= ?", [request.id, now]);
  await insertRows(tx, IdempotencyRecord, [{ ...request, refusal, expiresAt: now + keptForMs }]);
}

const batch = 500;

/** Deletes expired outcomes. */
export async function sweepOutcomes({ reader, write }: Database, now: number): Promise<void> {
  const past = { expiresAt: LessThan(now) };
  for (let found = batch; found === batch;) {
    const due = await reader.find(IdempotencyRecord, { where: past, take: batch });
    found = due.length;
    const id = In(due.map((record) => record.id));
    if (found > 0) await write((tx) => tx.delete(IdempotencyRecord, { id, ...past }));
  }
}
