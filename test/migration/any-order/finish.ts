import type { MigrationStatus } from "../../generated/graphql";
import { minutes } from "../../support/test-clock";
import { recovered } from "../../support/trouble";
import { application, mailedCode, requirementsOf } from "../../support/walk";
import { moveAct, type MoveAct } from "./acts";
import type { Look, MoveSight } from "./checks";
import { changeInCpp } from "./cpp-changes";
import { principalOf, work, workAddresses, type MpnRow, type Scene } from "./scene";
import { comeLoose } from "./stuck";
import { refusedLock } from "./trouble";

const mostRounds = 100;

/** Puts the outside world right but for the answer to the lock, then does as an owner is told until the account has moved. */
export async function finishMove(scene: Scene, look: () => Promise<Look>): Promise<void> {
  const { world, random, made, memberships, cpp } = scene;
  await comeLoose(scene);
  await recovered(world, made);
  await world.simulator.learn({ mpnAccounts: memberships });
  await world.importRows([cpp]);
  if (random.chance(0.5)) await world.simulator.fault({ ...refusedLock(made), after: true });
  await goOnTo("COMPLETED", scene, look);
}

/** Does as an owner is told until the migration has that status. */
export async function goOnTo(wanted: MigrationStatus, scene: Scene, look: () => Promise<Look>): Promise<void> {
  const pending = (scene.made.world.mpnAccounts as MpnRow[]).filter(({ standing }) => standing === "PENDING");
  for (const { mpnId } of pending) await scene.world.simulator.vetting({ mpnId, status: "Authorized" });
  for (let rounds = 0; rounds < mostRounds; rounds++) {
    const { status, sights } = await look();
    if (status === wanted) return;
    // Who has lost the role in CPP may still be shown as an owner: then another one has to start.
    const owners = scene.cpp.users.filter((user) => user.role === "Owner" && sights.get(principalOf(user))?.isOwner);
    const who = principalOf(scene.random.pick(owners));
    const { migration } = sights.get(who)!;
    if (migration.awaiting === "SYSTEM") await letItGoOn(scene);
    else {
      const act = await someAct(scene, who, migration);
      const answer = await act.send();
      if ("retryAfterSeconds" in answer) scene.world.clock.advance(answer.retryAfterSeconds * 1_000);
    }
  }
  throw new Error(`the migration does not come to ${wanted}`);
}

/** Workers work, CPP may be changed meanwhile, time passes, and Microsoft grants what has been applied for. */
async function letItGoOn(scene: Scene): Promise<void> {
  const { world, random, made, member } = scene;
  if (random.chance(0.3)) {
    await changeInCpp(scene);
    await world.importRows([scene.cpp]);
  }
  await work(scene);
  for (const { tenantId } of [made.tenant, made.mpnTenant, member.tenant])
    await world.simulator.vetting({ tenantId, status: "Authorized" }).catch(() => undefined);
  world.clock.advance(minutes(15));
  await work(scene);
}

/** Something that the migration offers. Where it does not say what will do, owners try one thing and another. */
async function someAct(scene: Scene, who: string, migration: MoveSight): Promise<MoveAct> {
  const { chance, pick } = scene.random;
  const act = (...[action, given]: [Parameters<typeof moveAct>[2], Parameters<typeof moveAct>[3]?]) =>
    moveAct(scene, who, action, given);
  if (migration.viewerActions.includes("START")) return act("START");
  if (migration.viewerActions.includes("RETRY")) return act(chance(0.5) ? "CANCEL" : "RETRY");
  const { workEmail, mpn } = requirementsOf(migration);
  const action = pick([workEmail, mpn].flatMap((one) => one.action ?? []));
  if (action === "SUBMIT_WORK_EMAIL") {
    const all = workAddresses(scene);
    const mismatch = mpn.problem?.__typename === "TenantMismatch" ? mpn.problem.expectedTenant : null;
    const wanted = (workEmail.tenant ?? mismatch)?.tenantId;
    const fitting = all.filter(({ tenantId }) => tenantId === wanted);
    return act(action, { workEmail: pick(fitting.length > 0 ? fitting : all).address });
  }
  if (action === "CONFIRM_WORK_EMAIL") {
    await work(scene);
    return act(action, { code: await mailedCode(scene.world, workEmail.answer!).catch(() => "000000") });
  }
  const ids = [mpn.suggestion, ...scene.memberships.map(({ mpnId }) => mpnId)].filter((mpnId) => mpnId !== null);
  return act("ENROLL_IN_MPN", { by: chance(0.3) ? application() : { existingMpnId: pick(ids) } });
}
