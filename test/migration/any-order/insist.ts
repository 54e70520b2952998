import { lookAt } from "../../support/walk";
import { moveAct } from "./acts";
import { workAddresses, type Scene } from "./scene";

/** Somebody submits the same address over and over; who is told to wait may go on just then, and not a second before. */
export async function insist(scene: Scene): Promise<void> {
  const { world, random, people, made } = scene;
  const who = random.pick([made.owner, made.secondOwner]);
  const seen = await lookAt(people.get(who)!, made.publisherId).catch(() => null);
  if (!seen?.migration.viewerActions.includes("SUBMIT_WORK_EMAIL")) return;
  const workEmail = random.pick(workAddresses(scene).filter(({ address }) => address !== who)).address;
  const submit = () => moveAct(scene, who, "SUBMIT_WORK_EMAIL", { workEmail }).send();
  for (let times = random.pick([4, 8, 24]); times > 0; times--) {
    const answer = await submit();
    if (answer.__typename === "TemporarilyUnavailable") return;
    if (answer.__typename !== "TooManyAttempts") continue;
    world.clock.advance((answer.retryAfterSeconds - 1) * 1_000);
    const early = (await submit()).__typename;
    if (early === "TemporarilyUnavailable") return;
    expect(early).toBe("TooManyAttempts");
    world.clock.advance(1_000);
    expect((await submit()).__typename).not.toBe("TooManyAttempts");
  }
}
