import { Field, ObjectType } from "type-graphql";
import { Portal } from "../entities/words";
import { AccountSettings } from "./account-settings";
import { AccountUser } from "./account-user";
import { AccountUserConnection } from "./account-user-connection";
import { Banner } from "./banner";
import { Migration } from "./migration";
import { MpnMembership } from "./mpn";
import { Node } from "./node";
import { Preflight } from "./preflight";
import { TimelineConnection } from "./timeline";

@ObjectType({
  implements: Node,
  description:
    "A publisher account in the commercial marketplace. Its users and support can see it; to everybody else it does not exist.",
})
export class Account extends Node {
  @Field(() => String)
  publisherId: string;

  @Field(() => String)
  displayName: string;

  @Field(() => AccountUser, {
    nullable: true,
    description: "The viewer's own entry among the users; null for support.",
  })
  viewerUser?: AccountUser | null;

  @Field(() => Portal, {
    description: "PARTNER_CENTER once migrated; CPP's settings page is then read-only.",
  })
  managedIn: Portal;

  @Field(() => String, { description: "Where to manage the account now." })
  manageUrl: string;

  @Field(() => Banner, {
    nullable: true,
    description: "The yellow banner on the publisher profile page, for this viewer; null when there is nothing to say.",
  })
  banner?: Banner | null;

  @Field(() => Migration, { description: "One per account, for ever: NOT_STARTED before anyone acts." })
  migration: Migration;

  @Field(() => MpnMembership, { nullable: true, description: "Null when the account has no MPN ID." })
  mpn?: MpnMembership | null;

  @Field(() => AccountSettings)
  settings: AccountSettings;

  /** Takes PreflightArgs. */
  @Field(() => Preflight, {
    description:
      "Dry run: what starting would ask for, given these answers. An omitted answer counts as not given. Changes and sends nothing, but an MPN ID whose owner is revealed counts as an attempt.",
  })
  preflight: Preflight;

  /** Takes UsersArgs. */
  @Field(() => AccountUserConnection)
  users: AccountUserConnection;

  /** Takes TimelineArgs. */
  @Field(() => TimelineConnection, { description: "Everything that happened, newest first, kept permanently." })
  timeline: TimelineConnection;
}
