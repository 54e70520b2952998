import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../clock";

/** Limits how many accounts are started per second, and pauses all starts on request. */
export interface Pace {
  /** Resolves when the next account may be started, or when the signal is aborted. */
  turn(): Promise<void>;
  /** Pauses all starts for `ms` milliseconds. */
  giveWay(ms: number): void;
}

/** Waits `ms` milliseconds, or until the signal is aborted. */
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
