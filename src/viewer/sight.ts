import type { Account } from "../../entities/account";
import type { Context } from "../graphql/context";
import { isOwner } from "../user/user-rules";

/** How the viewer stands to an account. */
export type Sight = "owner" | "contributor" | "support" | "stranger";

/** How the viewer stands to the account of that ID. */
export async function sightOf({ access, loaders, viewer }: Context, accountId: Account["id"]): Promise<Sight> {
  const [user, migration] = await Promise.all([access.userOn(accountId), loaders.migration.load(accountId)]);
  if (user && migration && isOwner(user, migration.status)) return "owner";
  if (viewer.support) return "support";
  return user ? "contributor" : "stranger";
}

/** Whether tenants may be named to the viewer. */
export async function mayBeNamed(context: Context, accountId: string): Promise<boolean> {
  const sight = await sightOf(context, accountId);
  return sight === "owner" || sight === "support";
}
