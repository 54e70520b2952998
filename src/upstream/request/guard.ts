import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
  type IBackoff,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
} from "cockatiel";
import { type Errand, timeLeft } from "./errand";
import { isSick, type Outcome, type Trouble, trouble } from "./outcome";

const failuresToOpen = 10;
const openMs = 2_000;
const atOnce = 32;
const waiting = 256;

/**
 * Lets a try through when the system's circuit is closed and a slot is free, unless it is `late` by then. Throws
 * TaskCancelledError if it is.
 */
export type Guard = <T>(
  attempt: () => Promise<Outcome<T>>,
  signal: AbortSignal,
  late?: () => boolean,
) => Promise<Outcome<T>>;

/** The states of a circuit breaker. */
export type CircuitName = "closed" | "open" | "half-open";

/** Creates a guard for one system: ten failures in a row open its circuit for two seconds, then one try decides. */
export function createGuard(onCircuit: (state: CircuitName) => void): Guard {
  const slots = bulkhead(atOnce, waiting);
  const breaker = circuitBreaker(
    handleWhenResult((outcome) => isSick(outcome as Outcome<unknown>)),
    { halfOpenAfter: { next: openPause }, breaker: new ConsecutiveBreaker(failuresToOpen) },
  );
  breaker.onStateChange((state) =>
    onCircuit(state === CircuitState.Closed ? "closed" : state === CircuitState.HalfOpen ? "half-open" : "open"),
  );
  return async (attempt, signal, late = () => false) => {
    const inTime =
      <R>(go: () => Promise<R>) =>
      async () => {
        if (late()) throw new TaskCancelledError();
        return go();
      };
    try {
      // Asked before the breaker, whose half-open circuit would close although this call has shown nothing; and within
      // it, because calls wait there for the one try that decides.
      return await slots.execute(
        inTime(() => breaker.execute(inTime(attempt))),
        signal,
      );
    } catch (error) {
      if (error instanceof BrokenCircuitError)
        return trouble("its circuit is open", { retryAfterMs: openMs, known: true });
      if (error instanceof BulkheadRejectedError)
        return trouble("too many calls wait for it", { retryAfterMs: openMs });
      throw error;
    }
  };
}

/**
 * How long the circuit stays open. The policy measures by the wall clock, which may be set back by an hour: what it gets
 * is never over, or always, by the monotonic clock.
 */
function openPause(): IBackoff<unknown> {
  const end = performance.now() + openMs;
  return {
    next: openPause,
    get duration() {
      return performance.now() < end ? Infinity : -Infinity;
    },
  };
}

/** Returns the task's outcome, or trouble when the errand's time runs out first; the signal then aborts the task. */
export async function within<T>(errand: Errand, task: (signal: AbortSignal) => Promise<T>): Promise<T | Trouble> {
  try {
    const inTime = timeout(timeLeft(errand), { strategy: TimeoutStrategy.Aggressive, abortOnReturn: false });
    return await inTime.execute(({ signal }) => task(signal));
  } catch (error) {
    if (error instanceof TaskCancelledError) return trouble("no answer in time");
    throw error;
  }
}
