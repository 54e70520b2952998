import { Link as RouterLink } from "react-router";
import { text } from "../text/text";
import { Page } from "./page";

/** The page of an address behind which there is nothing for this person. */
export function NothingHere() {
  return (
    <Page title={text("nothing.title")} lead={text("nothing.lead")} narrow>
      <RouterLink to="/">{text("nothing.home")}</RouterLink>
    </Page>
  );
}
