import { useRef, useState } from "react";
import { useApolloClient } from "@apollo/client/react";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { readFragment, type FragmentType } from "../generated";
import { ProblemPartsFragmentDoc } from "../generated/graphql";
import { describeFault, type Fault } from "./faults";
import type { Problem, ProblemName } from "./problem";

/** The results that are not refusals. */
type SuccessName = "MigrationSuccess" | "AccountSuccess" | "AccountUserSuccess";

/** The results of a mutation: a success, or a refusal that the page knows; any other does not compile. */
export type Results = Record<string, { __typename: SuccessName | ProblemName }>;

/** The success of a mutation. */
export type SuccessOf<Data extends Results> = Extract<Data[keyof Data], { __typename: SuccessName }>;

/** The outcome of a mutation. */
export type Outcome<Data extends Results> =
  { kind: "done"; result: SuccessOf<Data> } | { kind: "refused"; problem: Problem } | { kind: "fault"; fault: Fault };

/** Makes the input of a request; the key goes where the input takes one. */
export type InputOf<Input> = (idempotencyKey: string) => Input;

/** Whoever repeats a wish within this time after a lost answer is retrying; later, they want the same thing anew. */
const retryMs = 120_000;

/**
 * Sends a person's wish as a mutation. While it is unknown whether a request arrived, the same wish is sent again with
 * the same key and version, so that it is carried out once.
 */
export function useAct<Data extends Results, Input>(document: TypedDocumentNode<Data, { input: Input }>) {
  const client = useApolloClient();
  const [busy, setBusy] = useState(false);
  const unanswered = useRef<{ wish: string; input: Input; until: number } | null>(null);

  const act = async (inputOf: InputOf<Input>): Promise<Outcome<Data>> => {
    const wish = JSON.stringify({ ...inputOf(""), ifVersion: null });
    const last = unanswered.current;
    const retries = last?.wish === wish && Date.now() < last.until;
    const input = retries ? last.input : inputOf(newKey());
    setBusy(true);
    try {
      const { data } = await client.mutate<Data, { input: Input }>({
        mutation: document,
        variables: { input },
      });
      unanswered.current = null;
      const outcome = outcomeOf(data as Data);
      // Show what somebody else has changed in the meantime.
      if (outcome.kind === "refused" && outcome.problem.__typename === "VersionConflict")
        await client.refetchQueries({ include: "active" });
      return outcome;
    } catch (error) {
      unanswered.current = { wish, input, until: Date.now() + retryMs };
      return { kind: "fault", fault: describeFault(error) };
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}

function outcomeOf<Data extends Results>(data: Data): Outcome<Data> {
  const result = Object.values(data).find((value) => typeof value === "object")!;
  if (result.__typename.endsWith("Success")) return { kind: "done", result: result as SuccessOf<Data> };
  const refusal = result as FragmentType<typeof ProblemPartsFragmentDoc>;
  return { kind: "refused", problem: readFragment(ProblemPartsFragmentDoc, refusal) };
}

const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
