import { In, IsNull, Not, type EntityManager } from "typeorm";
import { Account } from "../../entities/account";
import { AccountUser } from "../../entities/account-user";
import { IdempotencyRecord } from "../../entities/idempotency-record";
import { Migration } from "../../entities/migration";
import { MpnApplication } from "../../entities/mpn-application";
import { Person } from "../../entities/person";
import { ReconciliationFinding } from "../../entities/reconciliation";
import { TimelineEvent } from "../../entities/timeline-event";
import { WorkEmailAttempt } from "../../entities/work-email-attempt";
import type { Database } from "../database/database";
import { findAccounts } from "./find-accounts";
import { tracesByAccount, tracesOf } from "./traces-rules";

/** What one table keeps about the person. */
export interface Kept {
  table: string;
  what: string;
  rows: object[];
}

/** Returns everything that is kept about a person, with an entry for every table, even an empty one. */
export async function exportPerson(database: Database, principal: string): Promise<Kept[]> {
  const { reader } = database;
  const accountIds = await findAccounts(database, principal);
  const of = { accountId: In(accountIds) };
  const users = await reader.findBy(AccountUser, { principal });
  const ownIds = new Set(users.map(({ accountId, id }) => `${accountId}:${id}`));
  const own = (accountId: string, id: string | null) => id !== null && ownIds.has(`${accountId}:${id}`);
  const persons = await reader.findBy(Person, { address: principal });
  const viewer = In(persons.map(({ tenantId, objectId }) => `${tenantId}:${objectId}`));
  const migrations = await reader.findBy(Migration, of);
  const applications = await reader.findBy(MpnApplication, of);
  const events = await reader.find(TimelineEvent, { where: of, order: { accountId: "ASC", seq: "ASC" } });
  const unsynced = await reader.findBy(AccountUser, { ...of, principal: Not(principal), syncError: Not(IsNull()) });
  const tracesOn = tracesByAccount(principal, users, events);
  const isNamed = (accountId: string, ...values: unknown[]) => values.some(tracesOn(accountId).isIn);
  return [
    table("person", "who signs in with the address: bound to it at the first sign-in", persons),
    table(
      "account_user",
      "the roles on accounts, present and past, how far CPP has heard of them, and its refusals that name the person",
      [
        ...users,
        ...unsynced
          .filter(({ accountId, syncError }) => isNamed(accountId, syncError))
          .map(({ accountId, syncError }) => ({ accountId, syncError })),
      ],
    ),
    table(
      "account",
      "accounts with the person as their seller contact or sign-in to CPP",
      (await reader.findBy(Account, { id: In(accountIds) }))
        .filter((row) => isNamed(row.id, row))
        .map(({ id, publisherId, displayName, signInEmail, sellerContact }) => ({
          ...{ publisherId, displayName },
          ...(isNamed(id, signInEmail) && { signInEmail }),
          ...(isNamed(id, sellerContact) && { sellerContact }),
        })),
    ),
    table(
      "migration",
      "moves that the person started, or whose answers name them",
      migrations.filter((row) => own(row.accountId, row.startedBy) || isNamed(row.accountId, row)),
    ),
    table(
      "mpn_application",
      "applications that the person made, or is the contact of",
      applications.filter((row) => own(row.accountId, row.submittedBy) || isNamed(row.accountId, row.profile)),
    ),
    table(
      "timeline_event",
      "what the person did, and what names them",
      events.filter((row) => own(row.accountId, row.actor) || isNamed(row.accountId, row.params, row.problem)),
    ),
    table(
      "work_email_attempt",
      "tries at a work e-mail or an MPN ID within the last day, counted against the limits",
      await reader.findBy(WorkEmailAttempt, { viewer }),
    ),
    table(
      "reconciliation_finding",
      "differences between systems that were about the person",
      (await reader.findBy(ReconciliationFinding, of)).filter((row) => isNamed(row.accountId, row.details)),
    ),
    table(
      "idempotency_record",
      "refusals of the last day that name the address",
      await outcomes(reader, tracesOf(principal).isIn),
    ),
  ];
}

const table = (name: string, what: string, rows: object[]): Kept => ({ table: name, what, rows });

/** Scans all records: one day's are few enough. */
async function outcomes(reader: EntityManager, isNamed: (value: unknown) => boolean): Promise<object[]> {
  const records = await reader.findBy(IdempotencyRecord, { expiresAt: Not(0) });
  return records.filter(({ refusal }) => isNamed(refusal));
}
