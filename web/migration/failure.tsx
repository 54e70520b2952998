import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle, tokens } from "@fluentui/react-components";
import { readFragment, type FragmentType } from "../generated";
import { FailurePartsFragmentDoc } from "../generated/graphql";
import { CopyValue } from "../parts/copy-value";
import { instantText, text } from "../text/text";

/** Shows why the move has stopped, and the ID to quote. */
export function Failure(props: { failure: FragmentType<typeof FailurePartsFragmentDoc> }) {
  const { message, at, correlationId } = readFragment(FailurePartsFragmentDoc, props.failure);
  const styles = useStyles();
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{text("failure.title", { at: instantText(at) })}</MessageBarTitle>
        <div>{message}</div>
        <CopyValue label={text("fault.correlationId")} value={correlationId} />
      </MessageBarBody>
    </MessageBar>
  );
}

const useStyles = makeStyles({
  body: {
    display: "grid",
    gap: tokens.spacingVerticalXS,
    whiteSpace: "normal",
    paddingBottom: tokens.spacingVerticalMNudge,
    overflowWrap: "anywhere",
  },
});
