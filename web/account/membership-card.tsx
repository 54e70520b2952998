import { Badge } from "@fluentui/react-components";
import { readFragment, type FragmentType } from "../generated";
import { MembershipPartsFragmentDoc } from "../generated/graphql";
import { Card } from "../parts/card";
import { Facts } from "../parts/facts";
import { text } from "../text/text";

/** The account's membership of the Partner Network. */
export function MembershipCard(props: { membership: FragmentType<typeof MembershipPartsFragmentDoc> }) {
  const membership = readFragment(MembershipPartsFragmentDoc, props.membership);
  const { mpnId, idKind, partnerName, standing, vettingStep, tenant, associatedTenants } = membership;
  const others = (associatedTenants ?? []).filter(({ id }) => id !== tenant?.id).map(({ displayName }) => displayName);
  return (
    <Card
      title={text("mpn.title")}
      actions={
        <Badge
          appearance="tint"
          color={standing === "ACTIVE" ? "success" : standing === "PENDING" ? "brand" : "danger"}
        >
          {text(`standing.${standing}`)}
        </Badge>
      }
    >
      <Facts
        facts={[
          [text("mpn.id"), mpnId === null ? null : text(`mpn.id.${idKind}`, { mpnId })],
          [text("mpn.partner"), partnerName],
          [text("mpn.tenant"), tenant?.displayName ?? null],
          [text("mpn.otherTenants"), others.length > 0 ? others.join("\n") : null],
          [text("mpn.vetting"), vettingStep && text(`vetting.${vettingStep}`)],
        ]}
      />
    </Card>
  );
}
