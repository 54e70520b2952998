import type { Host } from "./host";

/** A person who can be signed in during development, with their roles and accounts. */
export interface Person {
  email: string;
  displayName: string;
  /** The app roles in their tokens. */
  roles: string[];
  accounts: { publisherId: string; displayName: string; role: string }[];
}

const rememberedAs = "signed-in-as";
/** A token is renewed this long before it expires, so that it does not expire in transit. */
const marginMs = 60_000;

/** The address of the signed-in person, kept across reloads of this tab. */
export const remembered = {
  read: (): string | null => sessionStorage.getItem(rememberedAs),
  write: (email: string): void => sessionStorage.setItem(rememberedAs, email),
  clear: (): void => sessionStorage.removeItem(rememberedAs),
};

/** Returns the people that the sign-in at that URL offers. */
export async function findPeople(signInUrl: string, search: string, signal: AbortSignal): Promise<Person[]> {
  const response = await fetch(`${signInUrl}/people?${new URLSearchParams({ search })}`, { signal });
  if (!response.ok) throw new Error(`the sign-in answered ${response.status}`);
  return (await response.json()) as Person[];
}

/** Creates the host of a person who gets tokens from the sign-in at that URL. */
export function signedInAs(signInUrl: string, email: string, signOut: () => void): Host {
  let held: { token: string; until: number } | undefined;
  return {
    signOut,
    getToken: async () => {
      if (held && Date.now() < held.until) return held.token;
      const response = await fetch(`${signInUrl}/token?${new URLSearchParams({ email })}`);
      if (!response.ok) throw new Error(`the sign-in answered ${response.status}`);
      const given = (await response.json()) as { access_token: string; expires_in: number };
      held = { token: given.access_token, until: Date.now() + given.expires_in * 1_000 - marginMs };
      return held.token;
    },
  };
}
