import { useState } from "react";
import { Field, Radio, RadioGroup, Text } from "@fluentui/react-components";
import type { AccountPartsFragment, MigrationPartsFragment, RequirementPartsFragment } from "../generated/graphql";
import { text } from "../text/text";
import { ApplicationForm } from "./application-form";
import { MpnIdForm } from "./mpn-id-form";

/** Asks for the MPN ID of a membership, or for an application. */
export function MpnAnswer(props: {
  account: AccountPartsFragment;
  migration: MigrationPartsFragment;
  requirement: RequirementPartsFragment;
  /** An application is made for the work e-mail's organisation, so that must be known. */
  mayApply: boolean;
  onAnswered: () => void;
}) {
  const { account, migration, requirement, mayApply, onAnswered } = props;
  const [way, setWay] = useState<"id" | "application">("id");
  const [mpnId, setMpnId] = useState(requirement.answer ?? "");
  return (
    <>
      <Field label={text("mpn.way")}>
        <RadioGroup value={way} onChange={(_, { value }) => setWay(value === "id" ? "id" : "application")}>
          <Radio value="id" label={text("mpn.way.id")} />
          <Radio value="application" label={text("mpn.way.application")} />
        </RadioGroup>
      </Field>
      {way === "id" ? (
        <MpnIdForm
          migration={migration}
          requirement={requirement}
          mpnId={mpnId}
          onMpnId={setMpnId}
          onAnswered={onAnswered}
        />
      ) : mayApply ? (
        <ApplicationForm
          account={account}
          migration={migration}
          onAnswered={onAnswered}
          onMpnId={(known) => {
            setMpnId(known);
            setWay("id");
          }}
        />
      ) : (
        <Text>{text("mpn.workEmailFirst")}</Text>
      )}
    </>
  );
}
