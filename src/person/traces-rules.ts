import type { AccountUser } from "../../entities/account-user";
import type { TimelineEvent } from "../../entities/timeline-event";
import { inOwnScript, principalOf } from "../address";

/** Finds where a value names a person: by their address in any spelling, or by a name that is the whole text. */
export interface Traces {
  isIn(value: unknown): boolean;
  /**
   * Returns the value without the person: a text that only names them becomes `instead`, an address in it `[erased]`.
   */
  erasedFrom<T>(value: T, instead: string): T;
}

/** Returns the traces of a person with that principal and those names. */
export function tracesOf(principal: string, names: readonly string[] = []): Traces {
  // Names are compared exactly: in another case, a name such as Owner may be a word with another meaning.
  const own = new Set(names);
  const isWhole = (text: string) => principalOf(text) === principal || own.has(text);
  const spellings = [principal, inOwnScript(principal)].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // The address must not be the end of a longer one, nor the start of one with a longer domain. Some characters that an
  // address may contain are nearly always what encloses or precedes it: 'ann@…', user=ann@…, /users/ann@….
  const within = () => new RegExp(`(?<![\\w.!#$%&+^~-]|\\w')(?:${spellings.join("|")})(?![\\w-]|\\.\\w)`, "gi");
  const isNamed = (text: string) => isWhole(text) || within().test(text);
  const erase = (value: unknown, instead: string): unknown => {
    if (typeof value === "string") return isWhole(value) ? instead : value.replace(within(), "[erased]");
    if (Array.isArray(value)) return value.map((part) => erase(part, instead));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, erase(part, instead)]));
  };
  const isIn = (value: unknown): boolean => {
    if (typeof value === "string") return isNamed(value);
    return value !== null && typeof value === "object" && Object.values(value).some(isIn);
  };
  return { isIn, erasedFrom: <T>(value: T, instead: string) => erase(value, instead) as T };
}

/**
 * Returns the person's traces by account: by the address, and by the names that they have had there, their user's
 * present one and those in events about the user.
 */
export function tracesByAccount(
  principal: string,
  users: readonly Pick<AccountUser, "accountId" | "id" | "name">[],
  events: readonly Pick<TimelineEvent, "accountId" | "params">[],
): (accountId: string) => Traces {
  const own = new Map(users.map(({ accountId, id, name }) => [accountId, { id, names: new Set(name ? [name] : []) }]));
  for (const { accountId, params } of events) {
    const user = own.get(accountId);
    if (user && params["userId"] === user.id) user.names.add(String(params["user"]));
  }
  return (accountId) => tracesOf(principal, [...(own.get(accountId)?.names ?? [])]);
}
