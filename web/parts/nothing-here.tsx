import { makeStyles, tokens } from "@fluentui/react-components";
import { Link } from "react-router";
import { text } from "../text/text";
import { Page } from "./page";

/** The page for an address that does not exist or that this person may not see. */
export function NothingHere() {
  const styles = useStyles();
  return (
    <Page title={text("nothing.title")} lead={text("nothing.lead")} narrow>
      <Link to="/" className={styles.home}>
        {text("nothing.home")}
      </Link>
    </Page>
  );
}

const useStyles = makeStyles({ home: { color: tokens.colorBrandForegroundLink } });
