import type { Account } from "../../entities/account";
import type { Context } from "../graphql/context";
import { type Soon, when } from "../graphql/loader";
import { isOwner } from "../user/user-rules";

/** The viewer's relation to an account. */
export type Sight = "owner" | "contributor" | "support" | "stranger";

/** Returns the viewer's relation to the account with that ID. */
export function sightOf({ access, loaders, viewer }: Context, accountId: Account["id"]): Soon<Sight> {
  return when([access.userOn(accountId), loaders.migration.load(accountId)], (user, migration) => {
    if (user && migration && isOwner(user, migration.status)) return "owner";
    if (viewer.support) return "support";
    return user ? "contributor" : "stranger";
  });
}

/** Whether the viewer may be told the names of tenants, and answers. */
export function mayBeNamed(context: Context, accountId: string): Soon<boolean> {
  return when([sightOf(context, accountId)], (sight) => sight === "owner" || sight === "support");
}
