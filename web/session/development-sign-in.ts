import type { Host } from "./host";

/** Somebody who can be signed in during development, and for what. */
export interface Person {
  email: string;
  displayName: string;
  /** The app roles in their tokens. */
  roles: string[];
  accounts: { publisherId: string; displayName: string; role: string }[];
}

const rememberedAs = "signed-in-as";
/** A token is renewed before it expires on its way. */
const marginMs = 60_000;

/** Who is signed in, over reloads of this tab. */
export const remembered = {
  read: (): string | null => sessionStorage.getItem(rememberedAs),
  write: (email: string): void => sessionStorage.setItem(rememberedAs, email),
  clear: (): void => sessionStorage.removeItem(rememberedAs),
};

/** The people whom the sign-in at that address offers. */
export async function findPeople(signInUrl: string, search: string, signal: AbortSignal): Promise<Person[]> {
  const response = await fetch(`${signInUrl}/people?${new URLSearchParams({ search })}`, { signal });
  if (!response.ok) throw new Error(`the sign-in answered ${response.status}`);
  return (await response.json()) as Person[];
}

/** The host of somebody whom the sign-in at that address vouches for. */
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
