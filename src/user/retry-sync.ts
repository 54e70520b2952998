import { AccountUser } from "../../entities/account-user";
import { SyncState } from "../../entities/words";
import { updateRows } from "../database/update-rows";
import type { Context } from "../graphql/context";
import { enqueue } from "../outbox/enqueue";
import type { ChangeResult } from "./change-account";
import type { UserKey } from "./user-loaders";

/** Lets support retry a sync that was given up. Everyone else gets NotFound. */
export async function retrySync({ services, viewer }: Context, ref: UserKey | null): Promise<ChangeResult> {
  const { database, clock } = services;
  const user = viewer.support && ref ? await database.reader.findOneBy(AccountUser, ref) : null;
  if (!user) return { refused: { __typename: "NotFound", path: [], accountId: null } };
  const { accountId, id } = user;
  const again = { syncState: SyncState.PENDING, syncAttempts: 0, syncNextAt: clock.now(), syncError: null };
  const revived = await database.write(async (tx) => {
    const failed = await updateRows(tx, AccountUser, { accountId, id, syncState: SyncState.FAILED }, again);
    if (failed > 0) await enqueue(tx, accountId, { kind: "cpp-sync@1" }, clock.now());
    return failed > 0;
  });
  if (!revived) return { refused: { __typename: "NotAllowedNow", path: [], why: "SYNC_NOT_FAILED", accountId } };
  services.wake();
  return { accountId, replayed: false };
}
