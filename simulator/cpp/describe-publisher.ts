import { etagOf } from "../http/etag";
import { Refusal } from "../http/refusal";
import type { State } from "../state/open-state";
import type { Publisher } from "../state/publishers";
import { principalOf, type CppUser } from "../world/publisher-account";

/** Returns the publisher with that ID, or throws a 404 refusal. */
export function findPublisher(state: State, publisherId: string): Publisher {
  const publisher = state.publishers.find(publisherId);
  if (!publisher) throw new Refusal(404, "PublisherNotFound", `There is no publisher ${publisherId}.`);
  return publisher;
}

/** Returns the ETag of a publisher, which covers its users and settings. */
export function etagOfPublisher({ publisherId, version }: Publisher): string {
  return etagOf(`publisher ${publisherId}`, version);
}

/** A publisher as CPP shows it. */
export function describePublisher(publisher: Publisher): object {
  const { publisherId, displayName, accountType, mpnId, signInEmail, locked, managedIn } = publisher;
  return { id: publisherId, displayName, accountType, mpnId, signInEmail, locked, managedIn };
}

/** A publisher's settings as CPP shows them. */
export function describeSettings({ displayName, sellerContact }: Publisher): object {
  return { displayName, sellerContact };
}

/** A user as CPP shows it. */
export function describeUser(user: CppUser): object {
  return { principal: principalOf(user), ...user };
}
