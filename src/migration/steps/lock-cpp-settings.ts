import { AccountUser } from "../../../entities/account-user";
import { IdentityKind, PartnerCenterRole, StepKind } from "../../../entities/words";
import { presentPublisher } from "../../account/present-publisher";
import { updateRowsLater } from "../../database/update-rows";
import { UpstreamUnavailable } from "../../faults";
import { effectId } from "../../ids";
import type { Services } from "../../services";
import type { CppPublisher } from "../../upstream/upstream";
import { toBeSynced } from "../../user/change-rules";
import type { MigrationRows } from "../decision";
import { guardMigration } from "../migration-rows";
import { saveSettings } from "./copy-settings";
import { placeMembers } from "./copy-users";
import type { Run, StepRecord } from "./step";
import { orOvertaken, takeOverFromCpp } from "./take-over-from-cpp";

const tries = 5;

/**
 * Locks CPP as the last step, and only in exactly the state that was copied: if another run did the copying, or CPP has
 * changed since, everything is copied again first.
 */
export async function lockCppSettings(services: Services, rows: MigrationRows, run: Run): Promise<StepRecord> {
  const { publisherId, id } = rows.account;
  let { cpp } = run;
  let isCopied = run.done.has(StepKind.COPY_SETTINGS) && run.done.has(StepKind.COPY_USERS);
  for (let attempt = 1; attempt <= tries; attempt++) {
    if (cpp.locked) return handOver(services);
    if (!isCopied) await copyAnew(services, rows, cpp);
    const requestId = effectId("lock", id, cpp.etag);
    const locked = await services.upstream.cpp.lock(publisherId, cpp.etag, { requestId });
    if (!("stale" in locked)) return handOver(services);
    cpp = await presentPublisher(services, publisherId);
    isCopied = false;
  }
  throw new UpstreamUnavailable("cpp", "the account keeps changing while it is being locked", "", 1_000);
}

/** Copies the settings and users that CPP has now to Partner Center. */
async function copyAnew(services: Services, seen: MigrationRows, cpp: CppPublisher): Promise<void> {
  const { database } = services;
  const { rows, users } = await takeOverFromCpp(services, seen, cpp);
  await saveSettings(services, rows);
  const record = await placeMembers(services, rows, users, cpp.etag);
  if (!record) return;
  await database.write(async (tx) => {
    orOvertaken(await guardMigration(database, tx, rows.account.id), rows);
    await record(tx);
  });
}

/**
 * From now on the OWNER has a work account, whatever CPP had under that address: the work e-mail may belong to a user
 * who signs in to CPP with a personal account. CPP learns of it through the sync.
 */
const handOver =
  ({ clock }: Services): StepRecord =>
  async ({ account: { id: accountId, eventCount } }, tx) => {
    const personal = IdentityKind.PERSONAL_MICROSOFT_ACCOUNT;
    const owner = { accountId, partnerCenterRole: PartnerCenterRole.OWNER, identity: personal };
    const wish = { identity: IdentityKind.WORK, ...toBeSynced(eventCount, clock.now()) };
    await updateRowsLater(tx, AccountUser, owner, wish);
    return {};
  };
