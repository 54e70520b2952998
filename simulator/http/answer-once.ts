import type { Answer } from "../state/answers";
import type { State } from "../state/open-state";
import { Refusal } from "./refusal";

/** A write and its MS-RequestId. */
export interface Write {
  system: "partner-center" | "cpp";
  /** Method, path and, at Partner Center, partner. Reusing an ID for another call is the caller's mistake. */
  call: string;
  requestId: string | undefined;
}

/** Carries out a write atomically and only once per MS-RequestId. Refusals are not remembered. */
export function answerOnce(state: State, { system, call, requestId }: Write, act: () => Answer): Answer {
  return state.atomically(() => {
    const earlier = requestId === undefined ? undefined : state.answers.find(system, requestId);
    if (earlier && earlier.call !== call)
      throw new Refusal(400, undefined, "This MS-RequestId was used for another call");
    if (earlier) return earlier.answer;
    const answer = act();
    if (requestId !== undefined) state.answers.remember(system, requestId, call, answer);
    return answer;
  });
}
