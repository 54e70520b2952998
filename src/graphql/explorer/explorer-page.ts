import { randomBytes } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import { firstQuery } from "./first-query";
import { pageScript } from "./page-script";
import { pageStyle } from "./page-style";

const sandboxCdn = "https://embeddable-sandbox.cdn.apollographql.com";
const sandboxFrame = "https://sandbox.embed.apollographql.com";

/** What the page needs to know. */
export interface ExplorerOptions {
  /** Where demo people sign in; null when there is no simulator. */
  simulatorUrl: string | null;
  /** Whether Altair is available as a fallback. */
  altair: boolean;
}

/** Shows browsers a page to explore the API with: Apollo Sandbox, or Altair where there is no network. */
export const explorerPage = (options: ExplorerOptions): ApolloServerPlugin => ({
  serverWillStart: () =>
    Promise.resolve({ renderLandingPage: () => Promise.resolve({ html: () => Promise.resolve(render(options)) }) }),
});

function render({ simulatorUrl, altair }: ExplorerOptions): string {
  const nonce = randomBytes(16).toString("base64");
  const sandboxScript = `${sandboxCdn}/v2/embeddable-sandbox.umd.production.min.js`;
  const options = { simulator: simulatorUrl, altair, sandboxScript, query: firstQuery };
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy(nonce, simulatorUrl)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>Account migration: GraphQL</title>
    <link rel="icon" href="data:," />
    <style nonce="${nonce}">${pageStyle}</style>
  </head>
  <body>
    <header>
      <h1>Account migration</h1>
      <button type="button" id="sandbox" aria-pressed="false" disabled>Apollo Sandbox</button>
      <button type="button" id="altair" aria-pressed="false"${altair ? "" : " disabled"}>Altair</button>
      <p id="note" role="status"></p>
      <noscript>An explorer needs JavaScript.</noscript>
    </header>
    <aside aria-label="Demo people"${simulatorUrl === null ? " hidden" : ""}>
      <label>Sign in as <input id="search" type="search" placeholder="Name, address or account" /></label>
      <ul id="people"></ul>
    </aside>
    <main id="place"></main>
    <script type="application/json" id="options">${JSON.stringify(options).replaceAll("<", "\\u003c")}</script>
    <script nonce="${nonce}">${pageScript}</script>
  </body>
</html>
`;
}

/** The page loads only Sandbox and connects only to this service, by WebSocket too, and to the simulator. */
const policy = (nonce: string, simulatorUrl: string | null): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' ${sandboxCdn}`,
    `style-src 'nonce-${nonce}'`,
    `img-src data: ${sandboxCdn}`,
    `frame-src 'self' ${sandboxFrame}`,
    `connect-src 'self' ${simulatorUrl === null ? "" : new URL(simulatorUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
