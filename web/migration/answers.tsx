import { useEffect, useRef, useState } from "react";
import { readFragment } from "../generated";
import {
  RequirementPartsFragmentDoc,
  type AccountPartsFragment,
  type MigrationPartsFragment,
  type RequirementKind,
} from "../generated/graphql";
import { AnswerSection } from "./answer-section";
import { MpnAnswer } from "./mpn-answer";
import { WorkEmailAnswer } from "./work-email-answer";

/** Asks for the missing answers, one requirement after the other. */
export function Answers({ account, migration }: { account: AccountPartsFragment; migration: MigrationPartsFragment }) {
  const requirements = readFragment(RequirementPartsFragmentDoc, migration.requirements);
  const next =
    requirements.find(({ state }) => state === "DUE") ?? requirements.find(({ state }) => state !== "SATISFIED");
  const [chosen, setChosen] = useState<RequirementKind | null>(null);
  const asked = chosen ?? waitsForCode(requirements) ?? next?.kind ?? null;
  const workEmail = requirements.find(({ kind }) => kind === "WORK_EMAIL");

  const section = useRef<HTMLElement>(null);
  const seen = useRef(asked);
  useEffect(() => {
    if (seen.current === asked) return;
    seen.current = asked;
    section.current?.focus();
  }, [asked]);
  const goOn = () => setChosen(null);

  return requirements.map((requirement, index) => (
    <AnswerSection
      key={requirement.kind}
      ref={asked === requirement.kind ? section : null}
      place={{ number: index + 1, count: requirements.length }}
      requirement={requirement}
      open={asked === requirement.kind}
      changeable={mayAnswer(requirement.kind, migration)}
      onOpen={() => setChosen(requirement.kind)}
    >
      {requirement.kind === "WORK_EMAIL" ? (
        <WorkEmailAnswer migration={migration} requirement={requirement} onAnswered={goOn} />
      ) : (
        <MpnAnswer
          account={account}
          migration={migration}
          requirement={requirement}
          mayApply={workEmail?.state === "SATISFIED"}
          onAnswered={goOn}
        />
      )}
    </AnswerSection>
  ));
}

/** Returns the requirement that waits for a mailed code: it comes before any other. */
const waitsForCode = (requirements: { kind: RequirementKind; reason: string | null }[]): RequirementKind | undefined =>
  requirements.find(({ reason }) => reason === "CODE_SENT")?.kind;

const mayAnswer = (kind: RequirementKind, { viewerActions }: MigrationPartsFragment): boolean =>
  viewerActions.includes(kind === "WORK_EMAIL" ? "SUBMIT_WORK_EMAIL" : "ENROLL_IN_MPN");
