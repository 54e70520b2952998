import { randomBy } from "../support/random";
import { comeToRest } from "../support/trouble";
import { openWorld, type World } from "../support/world";
import { someMoveAct, type MoveAct } from "./any-order/acts";
import { createBooks, type Answered } from "./any-order/answers";
import { createWatch } from "./any-order/checks";
import { checkMoved } from "./any-order/end";
import { somethingBeside, somethingHappens, someTrouble } from "./any-order/events";
import { finishMove, goOnTo } from "./any-order/finish";
import { openScene, work } from "./any-order/scene";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.simulator.healAll());
afterAll(() => world.close());

const calm = [0, 0, 1, 2];
const whileItGoesOn = [1, 2, 3];

/* Owners answer, cancel and retry at once, requests are repeated, systems fail and change, and workers come and go. */
test.each([243, 760, 808, 814])(
  "in whatever order things happen, what is shown is true, and the move comes to its end (%i)",
  async (seed) => {
    const random = randomBy(seed);
    const { chance, pick } = random;
    const scene = await openScene(world, random);
    const look = createWatch(scene);
    const check = createBooks(scene);
    const earlier: MoveAct[] = [];
    if (chance(0.5)) await goOnTo("VERIFYING", scene, look);
    for (let step = 0; step < 16; step++) {
      const before = await look();
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
    }
    await finishMove(scene, look);
    await comeToRest(world, scene.made);
    await checkMoved(scene, await look());
  },
  120_000,
);
