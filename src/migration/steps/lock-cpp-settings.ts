import { UpstreamRejected, UpstreamUnavailable } from "../../faults";
import { effectId } from "../../ids";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import type { MigrationRows } from "../decision";
import { effectiveMpnId } from "../answers-rules";
import { readMigration } from "../migration-rows";
import { catchUp } from "./catch-up";
import type { StepRecord } from "./step";
import { presentPublisher, starterIsOwner } from "./verify-answers";

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
    await starterIsOwner(services, rows, cpp);
    const present = (await readMigration(services.database, id))!;
    mpnIdStands(present, cpp);
    await catchUp(services, present, cpp);
    const requestId = effectId("lock", id, cpp.etag);
    const locked = await services.upstream.cpp.lock(publisherId, cpp.etag, { requestId });
    if (!("stale" in locked)) return () => ({});
  }
  throw new UpstreamUnavailable("cpp", "the account keeps changing while it is being locked", "", 1_000);
}

/** The answers were checked against one MPN ID: the account is not locked with another. */
function mpnIdStands({ account, migration }: MigrationRows, cpp: CppPublisher): void {
  if (effectiveMpnId(cpp, migration) === effectiveMpnId(account, migration)) return;
  throw new UpstreamRejected("cpp", 409, "MpnIdChanged", "the MPN ID was changed while the account was moving", "");
}
