import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { readInput } from "../http/read-input";
import { Refusal } from "../http/refusal";
import type { Answer } from "../state/answers";
import type { Publisher } from "../state/publishers";
import { cppUser, principalOf, sellerContact, type CppUser } from "../world/publisher-account";
import { label } from "../world/words";
import { describePublisher, describeSettings, describeUser } from "./describe-publisher";

const publisherBody = z.strictObject({ locked: z.literal(true), managedIn: z.literal("PartnerCenter") }).partial();
const settingsBody = z.strictObject({ displayName: label, sellerContact });

/** The result of a write: the new publisher, the name and subject of the effect, and the answer. */
export interface Change {
  publisher: Publisher;
  effect: string;
  subject: string;
  answer: Answer;
}

/** Locks a publisher or hands it over to Partner Center. */
export function changePublisher(before: Publisher, body: unknown): Change {
  const { locked = before.locked, managedIn = before.managedIn } = readInput(publisherBody, body);
  const publisher = { ...before, locked, managedIn };
  const effect = locked && !before.locked ? "locked" : "publisher-updated";
  return {
    publisher,
    effect,
    subject: before.publisherId,
    answer: { status: 200, body: describePublisher(publisher) },
  };
}

/** Replaces a publisher's settings. */
export function changeSettings(before: Publisher, body: unknown): Change {
  const settings = readInput(settingsBody, body);
  if (before.locked) throw new Refusal(403, "PublisherLocked", `${before.publisherId} is managed in Partner Center.`);
  const publisher = { ...before, ...settings };
  const answer = { status: 200, body: describeSettings(publisher) };
  return { publisher, effect: "settings-saved", subject: before.publisherId, answer };
}

/** Adds or replaces a user. */
export function saveUser(before: Publisher, principal: string, body: unknown): Change {
  const user = readInput(cppUser, body);
  const subject = principal.toLowerCase();
  if (principalOf(user) !== subject) throw new Refusal(400, undefined, "The body's principal is not the address's");
  const at = before.users.findIndex((candidate) => principalOf(candidate) === subject);
  const publisher = { ...before, users: at < 0 ? [...before.users, user] : before.users.with(at, user) };
  keepAnOwner(before.users, publisher.users);
  return { publisher, effect: "user-saved", subject, answer: { status: at < 0 ? 201 : 200, body: describeUser(user) } };
}

/** Removes a user. */
export function removeUser(before: Publisher, principal: string): Change {
  const subject = principal.toLowerCase();
  const users = before.users.filter((candidate) => principalOf(candidate) !== subject);
  if (users.length === before.users.length) throw new Refusal(404, "UserNotFound", `There is no user ${subject}.`);
  keepAnOwner(before.users, users);
  return { publisher: { ...before, users }, effect: "user-removed", subject, answer: { status: 204 } };
}

/** Whether a change leaves the publisher as it is. */
export function isIdle(before: Publisher, { publisher }: Change): boolean {
  return isDeepStrictEqual(before, publisher);
}

function keepAnOwner(before: CppUser[], after: CppUser[]): void {
  const isOwned = (users: CppUser[]) => users.some(({ role }) => role === "Owner");
  if (isOwned(before) && !isOwned(after)) throw new Refusal(409, "LastOwner", "The last owner has to stay.");
}
