import { randomBy } from "../support/random";
import { comeToRest } from "../support/trouble";
import { openWorld, type World } from "../support/world";
import { someMoveAct, type MoveAct } from "./any-order/acts";
import { createBooks, type Answered } from "./any-order/answers";
import { createWatch } from "./any-order/checks";
import { checkMoved } from "./any-order/end";
import { somethingBeside, somethingHappens } from "./any-order/events";
import { finishMove, goOnTo } from "./any-order/finish";
import { createListeners, type Listeners } from "./any-order/listeners";
import { openScene, work } from "./any-order/scene";
import { comeLoose } from "./any-order/stuck";
import { someTrouble } from "./any-order/trouble";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
let listeners: Listeners | undefined;
afterEach(async () => {
  await listeners?.hangUp();
  await world.simulator.healAll();
});
afterAll(() => world.close());

const calm = [0, 0, 1, 2];
const whileItGoesOn = [1, 2, 3];

/* Owners answer, cancel and retry at once, requests are repeated, people listen, leave and are erased, systems fail and
 * change, and workers come and go and get stuck. */
test.each([1, 2, 4, 5, 7])(
  "in whatever order things happen, what is shown is true, and the move comes to its end (%i)",
  async (seed) => {
    const random = randomBy(seed);
    const { chance, pick } = random;
    const scene = await openScene(world, random);
    const look = createWatch(scene);
    const check = createBooks(scene);
    const earlier: MoveAct[] = [];
    listeners = createListeners(scene);
    if (chance(0.5)) await goOnTo("VERIFYING", scene, look);
    for (let step = 0; step < 16; step++) {
      const before = await look();
      await listeners.comeBack(before);
      if (before.status === "COMPLETED") break;
      const troubles = pick(before.status === "VERIFYING" || before.status === "MIGRATING" ? whileItGoesOn : calm);
      for (let trouble = 0; trouble < troubles; trouble++) await someTrouble(scene);
      const acts: MoveAct[] = [];
      for (let atOnce = pick([1, 1, 1, 2, 3]); atOnce > 0; atOnce--) acts.push(await someMoveAct(scene, earlier));
      if (chance(0.1)) acts.push(acts[0]!);
      const beside = chance(0.5) ? somethingBeside(scene) : null;
      const answered = await Promise.all(
        acts.map(async (act): Promise<Answered> => ({ act, answer: await act.send() })),
      );
      await beside;
      check(answered, before, await look(), acts.length === 1 && beside === null);
      earlier.push(...acts);
      if (chance(0.5)) await work(scene);
      if (chance(0.4)) await somethingHappens(scene);
      if (chance(0.3)) await comeLoose(scene);
    }
    await finishMove(scene, look);
    await comeToRest(world, scene.made);
    const after = await look();
    await checkMoved(scene, after);
    await listeners.check(after);
  },
  120_000,
);
