import { Script } from "node:vm";
import { parse, validate } from "graphql";
import { createSchema } from "../../src/graphql/build-schema";
import { ask } from "../support/ask";
import { openWorld, type World } from "../support/world";
import { getAsWritten } from "./get-as-written";

const simulator = "http://127.0.0.1:4567";
let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { NODE_ENV: "development", SIMULATOR_URL: simulator } });
});
afterAll(() => world.close());

const look = (path: string) => ask(world.url, { path, headers: { accept: "text/html,*/*;q=0.8" } });

describe("the explorer page", () => {
  test("restricts scripts, frames and connections by its CSP, with a new nonce each time", async () => {
    const { status, headers, text } = await look("/graphql");
    expect({ status, type: headers.get("content-type") }).toMatchObject({ status: 200, type: "text/html" });
    const nonce = /<script nonce="([^"]+)">/.exec(text)![1]!;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text)![1]!.split("; ");
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        `script-src 'nonce-${nonce}' https://embeddable-sandbox.cdn.apollographql.com`,
        "frame-src 'self' https://sandbox.embed.apollographql.com",
        `connect-src 'self' ${simulator}`,
      ]),
    );
    expect((await look("/graphql")).text).not.toContain(nonce);
  });

  test("has a first query that the service answers and a script that parses", async () => {
    const { text } = await look("/graphql");
    const options = JSON.parse(/id="options">(.+?)<\/script>/s.exec(text)![1]!) as Record<string, string>;
    expect(options).toMatchObject({ simulator, altair: true });
    expect(validate(createSchema(), parse(options["query"]!))).toEqual([]);
    const { owner } = await world.account();
    const token = await world.simulator.token(owner);
    const answer = await ask(world.url, { token, body: { query: options["query"] } });
    expect(answer).toMatchObject({ status: 200, errors: [], data: { viewer: { email: owner } } });
    const script = /<script nonce="[^"]+">(.+?)<\/script>/s.exec(text)![1]!;
    expect(() => new Script(script)).not.toThrow();
  });

  test("is not served to a client that accepts JSON", async () => {
    const { status, headers } = await ask(world.url, { headers: { accept: "application/json" } });
    expect({ status, type: headers.get("content-type") }).toEqual({
      status: 400,
      type: "application/json; charset=utf-8",
    });
  });
});

describe("Altair", () => {
  test("is served with every file that it loads, under a CSP of default-src 'self'", async () => {
    const { status, headers, text } = await look("/altair/");
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'self'; /);
    const loaded = [...text.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)].map(([, path]) => path!);
    expect(loaded).toEqual(expect.arrayContaining(["main.js", "styles.css", "options.js"]));
    for (const path of loaded) expect([path, (await look(`/altair/${path}`)).status]).toEqual([path, 200]);
  });

  test("is configured with this service, graphql-ws and the token in the session storage", async () => {
    const { text } = await look("/altair/options.js");
    const stored = (token: string | null) => {
      let options: Record<string, unknown> = {};
      const AltairGraphQL = { init: (given: Record<string, unknown>) => (options = given) };
      new Script(text).runInNewContext({ AltairGraphQL, sessionStorage: { getItem: () => token } });
      return options;
    };
    expect(stored("T")).toMatchObject({
      endpointURL: "/graphql",
      subscriptionsEndpoint: "/graphql",
      initialSubscriptionRequestHandlerId: "graphql-ws",
      initialSubscriptionsPayload: { authorization: "Bearer T" },
      initialHeaders: { Authorization: "Bearer T" },
    });
    expect(stored(null)).toMatchObject({ initialHeaders: { Authorization: "" } });
  });

  test("serves no file outside its own folder", async () => {
    expect((await look("/altair/nothing.js")).status).toBe(404);
    // These files exist beside the folder that is served.
    for (const path of ["../index.js", "%2e%2e/index.js", "..%2findex.js", "../../package.json"]) {
      const { status, text } = await getAsWritten(world.url, `/altair/${path}`);
      expect([path, [403, 404].includes(status)]).toEqual([path, true]);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    }
  });
});

test("an empty Authorization header counts as none", async () => {
  const answer = await ask(world.url, { body: { query: "{ __typename }" }, headers: { authorization: "" } });
  expect(answer).toMatchObject({ status: 200, data: { __typename: "Query" } });
});

test("CORS allows the hosted Apollo Sandbox to send its headers", async () => {
  const { status, headers } = await ask(world.url, {
    method: "OPTIONS",
    headers: {
      origin: "https://studio.apollographql.com",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,authorization,apollo-require-preflight,x-apollo-operation-name",
    },
  });
  expect(status).toBe(204);
  expect(headers.get("access-control-allow-origin")).toBe("https://studio.apollographql.com");
  expect(headers.get("access-control-allow-headers")?.split(/, ?/)).toEqual(
    expect.arrayContaining(["content-type", "authorization", "apollo-require-preflight", "x-apollo-operation-name"]),
  );
});
