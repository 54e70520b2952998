import { jobHandlers } from "../../../src/outbox/handlers";
import { createWorker } from "../../../src/outbox/worker";
import type { Upstream } from "../../../src/upstream/upstream";
import { gate, type Gate } from "../../support/workplace";
import type { Scene } from "./scene";

/** A run that has been told something, and has not got round to acting on it yet. */
export interface StuckRun {
  door: Gate;
  running: Promise<void>;
}

const longerThanALease = 25_000;

/** A worker gets stuck with the answer to some call, and others take its jobs over. */
export async function getStuck(scene: Scene): Promise<void> {
  if (scene.stuck) return;
  const { world, random } = scene;
  const { services } = world.app;
  const door = gate();
  const upstream = answeringBehind(door, services.upstream, random.pick([0, 0, 1, 2, 3, 5]));
  const running = createWorker({ ...services, upstream }, jobHandlers).drain();
  const isStuck = await Promise.race([running.then(() => false), door.arrived.then(() => true)]);
  if (isStuck) scene.stuck = { door, running };
  world.clock.advance(longerThanALease);
}

/** The worker that is stuck goes on. */
export async function comeLoose(scene: Scene): Promise<void> {
  scene.stuck?.door.open();
  await scene.stuck?.running;
  scene.stuck = null;
}

/** The upstream systems whose answers wait at the door, but for the first few. */
function answeringBehind(door: Gate, upstream: Upstream, spared: number): Upstream {
  let calls = 0;
  const waiting = <System extends object>(system: System): System =>
    new Proxy(system, {
      get:
        (_, name) =>
        async (...given: unknown[]) => {
          const call = system[name as keyof System] as (...given: unknown[]) => Promise<unknown>;
          const isSpared = calls++ < spared;
          const answer = await call.apply(system, given);
          if (!isSpared) await door.pass();
          return answer;
        },
    });
  const { graph, partnerCenter, cpp, mail } = upstream;
  return {
    ...upstream,
    ...{ graph: waiting(graph), partnerCenter: waiting(partnerCenter), cpp: waiting(cpp), mail: waiting(mail) },
  };
}
