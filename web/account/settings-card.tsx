import { useState } from "react";
import { Button, useRestoreFocusTarget } from "@fluentui/react-components";
import { EditRegular } from "@fluentui/react-icons/svg/edit";
import { readFragment } from "../generated";
import { SettingsPartsFragmentDoc, type AccountPartsFragment } from "../generated/graphql";
import { Card } from "../parts/card";
import { Facts } from "../parts/facts";
import { countryName } from "../text/countries";
import { text } from "../text/text";
import { mayManage } from "./may-manage";
import { SettingsDialog } from "./settings-dialog";

/** The account's settings, which can be changed once they are managed in Partner Center. */
export function SettingsCard({ account }: { account: AccountPartsFragment }) {
  const [editing, setEditing] = useState(false);
  const restoresFocus = useRestoreFocusTarget();
  const settings = readFragment(SettingsPartsFragmentDoc, account.settings);
  const { name, email, phone, address } = settings.sellerContact;
  const place = address && [address.postalCode, address.city, address.region].filter(Boolean).join(" ");
  return (
    <Card
      title={text("settings.title")}
      actions={
        mayManage(account) && (
          <Button {...restoresFocus} size="small" icon={<EditRegular />} onClick={() => setEditing(true)}>
            {text("settings.edit")}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [text("settings.sellerId"), settings.sellerId],
          [text("settings.contact"), [name, email, phone].filter(Boolean).join("\n")],
          [
            text("settings.address"),
            address &&
              [address.line1, address.line2, place, countryName(address.countryCode)].filter(Boolean).join("\n"),
          ],
        ]}
      />
      {editing && <SettingsDialog account={account} onClose={() => setEditing(false)} />}
    </Card>
  );
}
