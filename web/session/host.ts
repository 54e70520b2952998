/**
 * What the site that hosts the page does for it: the seam between the page and MSAL or any other sign-in.
 * In production, the site sets `window.publisherPageHost` before the page's script runs. With MSAL:
 *
 *     window.publisherPageHost = {
 *       getToken: async () =>
 *         (await msal.acquireTokenSilent({ scopes: ["api://account-migration/.default"] })).accessToken,
 *       signOut: () => msal.logoutRedirect(),
 *     };
 */
export interface Host {
  /** A valid bearer token for the service. Called before every request: cache the token until it is about to expire. */
  getToken(): Promise<string>;
  /** Signs the person out; if left out, the page offers no way to sign out. */
  signOut?(): void;
}

declare global {
  interface Window {
    publisherPageHost?: Host;
  }
}
