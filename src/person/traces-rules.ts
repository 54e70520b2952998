import { inOwnScript, principalOf } from "../address";

/** Where in a text or a value somebody is named: by the address in any spelling, or by a name that stands there alone. */
export interface Traces {
  isIn(value: unknown): boolean;
  /** The same without the person: what only names them becomes `instead`, and an address within a text `[erased]`. */
  erasedFrom<T>(value: T, instead: string): T;
}

/** The traces of a person with that principal and those names. */
export function tracesOf(principal: string, names: readonly string[] = []): Traces {
  // A name may be a word that means something else in another spelling, such as Owner.
  const own = new Set(names);
  const isWhole = (text: string) => principalOf(text) === principal || own.has(text);
  const spellings = [principal, inOwnScript(principal)].map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // Not the end of a longer address, nor the start of a longer domain.
  const within = () => new RegExp(`(?<![\\w.!#$%&'*+/=?^\`{|}~-])(?:${spellings.join("|")})(?![\\w-]|\\.\\w)`, "gi");
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
