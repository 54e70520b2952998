import { Link as RouterLink } from "react-router";
import { text } from "../text/text";
import { Page } from "./page";

/** The page for an address that does not exist or that this person may not see. */
export function NothingHere() {
  return (
    <Page title={text("nothing.title")} lead={text("nothing.lead")} narrow>
      <RouterLink to="/">{text("nothing.home")}</RouterLink>
    </Page>
  );
}
