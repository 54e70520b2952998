import { Button, makeStyles, Text, tokens } from "@fluentui/react-components";
import { CheckmarkCircleFilled } from "@fluentui/react-icons/svg/checkmark-circle";
import { OpenRegular } from "@fluentui/react-icons/svg/open";
import type { AccountPartsFragment, MigrationPartsFragment } from "../generated/graphql";
import { text } from "../text/text";
import { StepList } from "./step-list";

/** The account has moved: shows where it is managed now. */
export function Done({ account, migration }: { account: AccountPartsFragment; migration: MigrationPartsFragment }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.said}>
        <CheckmarkCircleFilled fontSize={32} className={styles.sign} aria-hidden />
        <Text>{text("done.text", { account: account.displayName })}</Text>
      </div>
      <StepList steps={migration.steps} />
      <div>
        <Button
          as="a"
          href={migration.account.manageUrl}
          appearance="primary"
          icon={<OpenRegular />}
          iconPosition="after"
        >
          {text("banner.manage")}
        </Button>
      </div>
    </>
  );
}

const useStyles = makeStyles({
  said: { display: "flex", gap: tokens.spacingHorizontalM, alignItems: "center" },
  sign: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
});
