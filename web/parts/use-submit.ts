import { useState } from "react";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useAct, type InputOf, type Results, type SuccessOf } from "../client/act";
import type { Fault } from "../client/faults";
import { issuesOf, type Problem } from "../client/problem";

/** What stands in the way of what was wanted. */
export interface Trouble {
  problem: Problem | null;
  fault: Fault | null;
  /** What is said at a field, by the field's place in the input. */
  issues: Readonly<Record<string, string>>;
  /** What belongs to no field that is shown. */
  sentences: readonly string[];
}

const noTrouble: Trouble = { problem: null, fault: null, issues: {}, sentences: [] };

/** A form's way to the service: what it refuses is told at the field it belongs to. */
export function useSubmit<Data extends Results, Input>(
  document: TypedDocumentNode<Data, { input: Input }>,
  onDone: (result: SuccessOf<Data>) => void,
  places: readonly string[] = [],
) {
  const { act, busy } = useAct(document);
  const [trouble, setTrouble] = useState(noTrouble);
  const submit = async (inputOf: InputOf<Input>): Promise<void> => {
    if (busy) return;
    const outcome = await act(inputOf);
    if (outcome.kind === "refused") return setTrouble(refusedAt(outcome.problem, places));
    if (outcome.kind === "fault") return setTrouble({ ...noTrouble, fault: outcome.fault });
    setTrouble(noTrouble);
    onDone(outcome.result);
  };
  const complain = (issues: Trouble["issues"]) => setTrouble({ ...noTrouble, issues });
  return { submit, busy, trouble, complain, clear: () => setTrouble(noTrouble) };
}

/** A way to the service as fields and buttons see it. */
export type Submission = Pick<ReturnType<typeof useSubmit>, "busy" | "trouble">;

function refusedAt(problem: Problem, places: readonly string[]): Trouble {
  const told = issuesOf(problem);
  const placed = told.filter(({ path }) => places.includes(path));
  const others = told.filter(({ path }) => !places.includes(path));
  return {
    problem,
    fault: null,
    issues: Object.fromEntries(placed.map(({ path, message }) => [path, message])),
    sentences: [...new Set(others.map(({ message }) => message))],
  };
}
