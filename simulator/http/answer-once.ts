import type { Answer } from "../state/answers";
import type { State } from "../state/open-state";
import { Refusal } from "./refusal";

/** A write: which it is, and the MS-RequestId it bears. */
export interface Write {
  system: "partner-center" | "cpp";
  /** Method, path and partner: the same ID for another call is a mistake of the caller. */
  call: string;
  requestId: string | undefined;
}

/** Carries a write out, all or nothing, and only once for each MS-RequestId; refusals are not remembered. */
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
