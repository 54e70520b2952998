import { UpstreamUnavailable } from "../../faults";
import { effectId } from "../../ids";
import type { Services } from "../../services";
import type { MigrationRows } from "../decision";
import { catchUp } from "./catch-up";
import type { StepRecord } from "./step";
import { presentPublisher } from "./verify-answers";

const tries = 5;

/**
 * Locks CPP, last of all. Whatever changed in CPP since it was read is copied first: the lock is taken
 * on the very state that was copied, or not at all.
 */
export async function lockCppSettings(services: Services, rows: MigrationRows): Promise<StepRecord> {
  const { publisherId, id } = rows.account;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const cpp = await presentPublisher(services, publisherId);
    if (cpp.locked) return () => ({});
    await catchUp(services, rows, cpp);
    const requestId = effectId("lock", id, cpp.etag);
    const locked = await services.upstream.cpp.lock(publisherId, cpp.etag, { requestId });
    if (!("stale" in locked)) return () => ({});
  }
  throw new UpstreamUnavailable("cpp", "the account keeps changing while it is being locked", "", 1_000);
}
