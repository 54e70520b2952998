import { Field, InterfaceType } from "type-graphql";
import { leadBackTo } from "./lead-back";
import type { Migration } from "./migration";

@InterfaceType({
  description:
    "An expected refusal. Select `... on Problem { message }` after the members you handle, so that new members never break your client.",
  resolveType: (problem: Problem) => problem.__typename,
})
export abstract class Problem {
  abstract readonly __typename: string;

  @Field(() => String, { description: "In the request's Accept-Language, ready to display." })
  message: string;

  @Field(() => [String], {
    description: 'The input field at fault, such as ["input", "workEmail"]; empty when none.',
  })
  path: string[];

  @Field(() => Boolean, { description: "The same request, unchanged, may succeed later." })
  safeToRetry: boolean;

  @Field(leadBackTo("Migration"), {
    nullable: true,
    description: "The migration as it now stands, so that caches are up to date without a second request.",
  })
  current?: Migration | null;
}
