import { z } from "zod";
import { describePublisher, describeUser, etagOfPublisher, findPublisher } from "../cpp/describe-publisher";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { State } from "../state/open-state";
import { cppUser, principalOf, sellerContact, type CppUser } from "../world/publisher-account";
import { label } from "../world/words";

const settings = z.strictObject({ displayName: label, sellerContact }).partial();
const body = z
  .strictObject({
    mpnId: z.string().nullable(),
    displayName: label,
    removeUser: z.string(),
    addUser: cppUser,
    settings,
    locked: z.boolean(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, "nothing to change");

/** Changes a publisher from inside CPP: the rules of CPP's own calls do not apply. */
export function changeInCpp(state: State, publisherId: string, input: unknown): object {
  const { mpnId, displayName, removeUser, addUser, settings = {}, locked } = readInput(body, input);
  return state.atomically(() => {
    const before = findPublisher(state, publisherId);
    const remaining = removeUser === undefined ? before.users : without(before.users, removeUser);
    const after = state.publishers.save({
      ...before,
      mpnId: mpnId === undefined ? before.mpnId : mpnId,
      locked: locked ?? before.locked,
      displayName: settings.displayName ?? displayName ?? before.displayName,
      sellerContact: settings.sellerContact ?? before.sellerContact,
      users: addUser ? [...remaining.filter((user) => principalOf(user) !== principalOf(addUser)), addUser] : remaining,
    });
    return { ...describePublisher(after), etag: etagOfPublisher(after), users: after.users.map(describeUser) };
  });
}

function without(users: CppUser[], principal: string): CppUser[] {
  const remaining = users.filter((user) => principalOf(user) !== principal.toLowerCase());
  if (remaining.length === users.length) throw new Refusal(404, undefined, `There is no user ${principal}`);
  return remaining;
}
