import { randomUUID } from "node:crypto";
import type { MigrationAction, ProblemFieldsFragment, SuccessFieldsFragment } from "../../generated/graphql";
import {
  CancelMigrationDocument,
  ConfirmWorkEmailDocument,
  EnrollInMpnDocument,
  RetryMigrationDocument,
  StartMigrationDocument,
  SubmitWorkEmailDocument,
  type MpnEnrollment,
} from "../../generated/graphql";
import type { Client } from "../../support/client";
import type { Random } from "../../support/random";
import { application, lookAt, mailedCode, requirementsOf } from "../../support/walk";
import { principalOf, workAddresses, type Scene } from "./scene";

/** The answer to an owner's act. */
export type MoveAnswer = SuccessFieldsFragment | ProblemFieldsFragment;

/** What somebody asks for; sent again, it is the same request. */
export interface MoveAct {
  who: string;
  action: MigrationAction;
  key: string;
  /** The request names the migration's version. */
  versioned: boolean;
  /** An application for membership. */
  applies: boolean;
  input: object;
  send(): Promise<MoveAnswer>;
}

const send: Record<MigrationAction, (client: Client, input: never) => Promise<MoveAnswer>> = {
  START: async (client, input) => (await client.run(StartMigrationDocument, { input })).startMigration,
  SUBMIT_WORK_EMAIL: async (client, input) => (await client.run(SubmitWorkEmailDocument, { input })).submitWorkEmail,
  CONFIRM_WORK_EMAIL: async (client, input) => (await client.run(ConfirmWorkEmailDocument, { input })).confirmWorkEmail,
  ENROLL_IN_MPN: async (client, input) => (await client.run(EnrollInMpnDocument, { input })).enrollInMpn,
  RETRY: async (client, input) => (await client.run(RetryMigrationDocument, { input })).retryMigration,
  CANCEL: async (client, input) => (await client.run(CancelMigrationDocument, { input })).cancelMigration,
};

const actions = Object.keys(send) as MigrationAction[];

/** Prepares a request of that person. */
export function moveAct(
  { people, accountId, migrationId }: Scene,
  who: string,
  action: MigrationAction,
  given: { ifVersion?: number; by?: MpnEnrollment; workEmail?: string; code?: string } = {},
): MoveAct {
  const key = randomUUID();
  const input = { ...(action === "START" ? { accountId } : { migrationId, ...given }), idempotencyKey: key };
  const versioned = action !== "START" && given.ifVersion !== undefined;
  const applies = given.by?.application != null;
  return { who, action, key, versioned, applies, input, send: () => send[action](people.get(who)!, input as never) };
}

/** Some request of somebody, mostly one that is offered; or a repeat of an earlier one. */
export async function someMoveAct(scene: Scene, earlier: MoveAct[]): Promise<MoveAct> {
  const { random, people, made } = scene;
  const { chance, pick } = random;
  if (earlier.length > 0 && chance(0.1)) return pick(earlier.slice(-6));
  const users = scene.cpp.users.map(principalOf).filter((principal) => people.has(principal));
  const who = chance(0.5) ? made.owner : pick(chance(0.9) ? users : [...people.keys()]);
  const seen = await lookAt(people.get(who)!, made.publisherId).catch(() => null);
  const offered = seen?.migration.viewerActions ?? [];
  const likely = offered.filter((one) => one !== "CANCEL" || offered.includes("RETRY") || chance(0.15));
  const wanted = likely.includes("CONFIRM_WORK_EMAIL") && chance(0.5) ? (["CONFIRM_WORK_EMAIL"] as const) : likely;
  const action = wanted.length > 0 && chance(0.85) ? pick(wanted) : pick(actions);
  const version = seen?.migration.version ?? 1;
  const ifVersion = chance(0.15) ? { ifVersion: pick([version, version, version - 1]) } : {};
  if (action === "SUBMIT_WORK_EMAIL") {
    const fitting = seen && requirementsOf(seen.migration).workEmail.tenant?.tenantId;
    return moveAct(scene, who, action, { ...ifVersion, workEmail: someAddress(scene, fitting ?? null) });
  }
  if (action === "CONFIRM_WORK_EMAIL") {
    const address = seen && requirementsOf(seen.migration).workEmail.answer;
    const code = await someCode(scene, address ?? made.owner, random);
    return moveAct(scene, who, action, { ...ifVersion, code });
  }
  if (action === "ENROLL_IN_MPN") return moveAct(scene, who, action, { ...ifVersion, by: someEnrollment(scene) });
  return moveAct(scene, who, action, ifVersion);
}

function someAddress(scene: Scene, tenantId: string | null): string {
  const { random, made } = scene;
  const { chance, pick } = random;
  const all = workAddresses(scene);
  const fitting = all.filter((one) => one.tenantId === tenantId);
  if (fitting.length > 0 && chance(0.6)) return pick(fitting).address;
  if (chance(0.7)) return pick([made.owner, ...all.map(({ address }) => address)]);
  const domain = made.tenant.domains[0]!;
  return pick([
    "someone@outlook.com",
    `someone@unknown-${domain}`,
    `no-such-mailbox@${domain}`,
    `EMPLOYEE@${domain.toUpperCase()}`,
    "not an address",
  ]);
}

/** The code that the address got last, or a wrong one. */
async function someCode({ world }: Scene, address: string, { chance, pick }: Random): Promise<string> {
  if (chance(0.3)) return pick(["000000", "123456", "12345", "none"]);
  const mails = await world.simulator.mailbox(address);
  if (mails.length > 1 && chance(0.2)) return /\b\d{6}\b/.exec(mails.at(-1)!.text)![0];
  return mailedCode(world, address).catch(() => "999999");
}

function someEnrollment({ random, made, member }: Scene): MpnEnrollment {
  const { chance, pick } = random;
  if (chance(0.35)) {
    const legalName = pick(["Contoso Ltd", "Contoso Limited"]);
    return application(chance(0.15) ? { acceptedAgreementVersion: "1999-01" } : { legalName });
  }
  const own = (made.world.mpnAccounts as { mpnId: string }[]).map(({ mpnId }) => mpnId);
  return {
    existingMpnId: pick([...own, ...own, member.mpnId!, member.mpnId!, ` ${member.mpnId} `, "3999999999", "x"]),
  };
}
