import { PreflightDocument } from "../../generated/graphql";
import { lookAt, requirementsOf } from "../../support/walk";
import { moveAct, type MoveAnswer } from "./acts";
import type { Scene } from "./scene";

/** What may come between a rehearsal and the real thing. */
const mishaps: unknown[] = ["TemporarilyUnavailable", "TooManyAttempts"];

/** Somebody tries answers out, which changes nothing; who may start then starts and gives them, and it comes true. */
export async function rehearse(scene: Scene): Promise<void> {
  const { random, people, made, member } = scene;
  const { publisherId } = made;
  const who = random.pick([made.owner, made.owner, made.secondOwner, ...people.keys()]);
  const client = people.get(who)!;
  const workEmail = random.pick([null, made.owner, made.employee, made.insider, member.employee, "nobody@outlook.com"]);
  const mpnId = random.pick([null, null, made.mpnId, member.mpnId, "3999999999"]);
  const { account } = await client.run(PreflightDocument, { publisherId, workEmail, mpnId });
  if (!account) return;
  const before = await lookAt(client, publisherId);
  if (!before.migration.viewerActions.includes("START")) return;

  const started = await moveAct(scene, who, "START").send();
  const mpnAnswer =
    mpnId === null || mpnId === before.mpn?.mpnId
      ? null
      : await moveAct(scene, who, "ENROLL_IN_MPN", { by: { existingMpnId: mpnId } }).send();
  const emailAnswer = workEmail === null ? null : await moveAct(scene, who, "SUBMIT_WORK_EMAIL", { workEmail }).send();

  const { migration } = await lookAt(client, publisherId);
  const [foretold, real] = [requirementsOf(account.preflight), requirementsOf(migration)];
  const rehearsed = {
    workEmail: told(foretold.workEmail),
    mpn: told(foretold.mpn),
    isReady: account.preflight.ready,
  };
  const outcomes = [started, mpnAnswer, emailAnswer].map((answer) => answer?.__typename);
  const met = [...outcomes, rehearsed.workEmail.problem, rehearsed.mpn.problem];
  if (met.some((one) => mishaps.includes(one))) return;
  const facts = { workEmail, mpnId, outcomes };
  expect({ ...facts, rehearsed }).toEqual({
    ...facts,
    rehearsed: {
      workEmail: told(real.workEmail, emailAnswer),
      mpn: told(real.mpn, mpnAnswer),
      isReady: migration.status === "VERIFYING",
    },
  });
}

interface RequirementSeen {
  state: string;
  reason?: string | null;
  tenant?: { displayName: string } | null;
  problem?: { __typename: string } | null;
}

/** What an owner is told of a requirement, also by a refusal that it does not keep. */
function told({ state, reason, problem, tenant }: RequirementSeen, answer: MoveAnswer | null = null) {
  const refused = answer && answer.__typename !== "MigrationSuccess" ? answer.__typename : undefined;
  return { state, reason, tenant: tenant?.displayName, problem: refused ?? problem?.__typename };
}
