import { Field, ObjectType } from "type-graphql";
import { BannerKind } from "../entities/words";
import { AccountUser } from "./account-user";

@ObjectType({ description: "What the publisher profile page shows at the top." })
export class Banner {
  @Field(() => BannerKind)
  kind: BannerKind;

  @Field(() => String, { description: "In the request's Accept-Language." })
  message: string;

  @Field(() => String, { nullable: true, description: "Where the banner leads; null when it only informs." })
  actionUrl?: string | null;

  @Field(() => [AccountUser], { description: "Whom to ask when the kind is ASK_AN_OWNER; otherwise empty." })
  owners: AccountUser[];
}
