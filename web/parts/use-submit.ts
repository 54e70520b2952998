import { useState } from "react";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { useAct, type InputOf, type Results, type SuccessOf } from "../client/act";
import type { Fault } from "../client/faults";
import { issuesOf, type Problem } from "../client/problem";

/** Why a submission did not succeed. */
export interface Trouble {
  problem: Problem | null;
  fault: Fault | null;
  /** The messages shown at fields, by the field's path in the input. */
  issues: Readonly<Record<string, string>>;
  /** The messages that belong to no shown field. */
  sentences: readonly string[];
}

const noTrouble: Trouble = { problem: null, fault: null, issues: {}, sentences: [] };

/** Submits a form to the service, and shows a refusal at the field that it belongs to. */
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

/** The part of a submission that fields and buttons use. */
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
