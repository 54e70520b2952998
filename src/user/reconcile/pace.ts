import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../clock";

/** Lets accounts be begun one after the other, never faster than so many a second, and gives way when asked. */
export interface Pace {
  /** Ends when the next account may be begun, or when all is to stop. */
  turn(): Promise<void>;
  /** Nobody begins anything for so long. */
  giveWay(ms: number): void;
}

/** Waits so long, or until the signal. */
export type Pause = (ms: number) => Promise<void>;

/** A pause in real time. */
export const realPause =
  (signal: AbortSignal): Pause =>
  (ms) =>
    wait(ms, undefined, { signal }).catch(() => undefined);

/** A pace over a clock. */
export function createPace(clock: Clock, perSecond: number, pause: Pause, signal: AbortSignal): Pace {
  let next = 0;
  let notBefore = 0;
  return {
    turn: async () => {
      const mine = Math.max(next, clock.now());
      next = mine + 1_000 / perSecond;
      const left = () => (signal.aborted ? 0 : Math.max(mine, notBefore) - clock.now());
      for (let ms = left(); ms > 0; ms = left()) await pause(Math.ceil(ms));
    },
    giveWay: (ms) => {
      notBefore = Math.max(notBefore, clock.now() + ms);
    },
  };
}
