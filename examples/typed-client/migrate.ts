import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "./client";
import { cureOf, type AnyRefusal } from "./cures";
import { unmask, type FragmentType } from "./generated";
import {
  BannerDocument,
  ConfirmCodeDocument,
  ProgressFragmentDoc,
  StartDocument,
  SubmitEmailDocument,
  type ProgressFragment,
} from "./generated/graphql";

/** The person at the keyboard: answers the questions and is told how it goes. */
export interface Person {
  /** An address; `suggestion` is a likely one, and null after a refusal. */
  workEmail(suggestion: string | null): Promise<string>;
  /** The code that was mailed. */
  code(): Promise<string>;
  hear(line: string): void;
}

type Masked = FragmentType<typeof ProgressFragmentDoc>;

/** Takes an account from its banner to Partner Center and returns the migration as it is at the end. */
export async function migrate(client: Client, publisherId: string, person: Person): Promise<ProgressFragment> {
  const { id, banner, ...found } = await look(client, publisherId);
  let { migration } = found;
  let suggestion = suggestionOf(migration);
  person.hear(banner === null ? "There is no banner." : `${banner.kind}: ${banner.message}`);

  for (;;) {
    person.hear(`${migration.status}${migration.awaiting ? `, awaiting ${migration.awaiting}` : ""}`);
    const step = nextStep(migration);
    if (step === null) return migration;
    if (step === "WAIT") {
      await wait(migration.pollAfterMs ?? 1_000);
      ({ migration } = await look(client, publisherId));
      continue;
    }
    const outcome = await take(step, { client, accountId: id, migration, person, suggestion });
    if ("migration" in outcome) {
      migration = unmask(ProgressFragmentDoc, outcome.migration);
      continue;
    }
    const cure = cureOf(outcome);
    person.hear(`Refused (${outcome.__typename}): ${cure.why}`);
    if (cure.kind === "give-up") return migration;
    if (cure.kind === "try-again") await wait(cure.afterSeconds * 1_000);
    // Do not suggest what has just been refused.
    if (cure.kind === "answer-anew") suggestion = null;
    ({ migration } = await look(client, publisherId));
  }
}

type Step = "START" | "SUBMIT_WORK_EMAIL" | "CONFIRM_WORK_EMAIL";

/** The service says what may be done: no table of statuses is needed here. Returns null if there is nothing to do. */
function nextStep({ awaiting, viewerActions }: ProgressFragment): Step | "WAIT" | null {
  const steps: Step[] = ["CONFIRM_WORK_EMAIL", "SUBMIT_WORK_EMAIL", "START"];
  return steps.find((step) => viewerActions.includes(step)) ?? (awaiting === "SYSTEM" ? "WAIT" : null);
}

async function look(client: Client, publisherId: string) {
  const { account } = await client.send(BannerDocument, { publisherId });
  if (account === null) throw new Error(`There is no account ${publisherId}, or it is not yours.`);
  const { id, banner } = account;
  return { id, banner, migration: unmask(ProgressFragmentDoc, account.migration) };
}

interface Situation {
  client: Client;
  accountId: string;
  migration: ProgressFragment;
  person: Person;
  suggestion: string | null;
}

/** Takes a step with an idempotency key, which makes the request safe to repeat if the answer is lost. */
async function take(step: Step, now: Situation): Promise<AnyRefusal | { migration: Masked }> {
  const { client, accountId, migration, person, suggestion } = now;
  const key = randomUUID();
  const migrationId = migration.id;
  switch (step) {
    case "START":
      return (await client.send(StartDocument, { accountId, key })).startMigration;
    case "SUBMIT_WORK_EMAIL": {
      const variables = { migrationId, workEmail: await person.workEmail(suggestion), ifVersion: migration.version };
      return (await client.send(SubmitEmailDocument, { ...variables, key })).submitWorkEmail;
    }
    case "CONFIRM_WORK_EMAIL":
      return (await client.send(ConfirmCodeDocument, { migrationId, code: await person.code(), key })).confirmWorkEmail;
  }
}

const suggestionOf = ({ requirements }: ProgressFragment): string | null =>
  requirements.find(({ kind }) => kind === "WORK_EMAIL")?.suggestion ?? null;
