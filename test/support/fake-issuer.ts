import { createHmac, createSign, generateKeyPair, type JsonWebKey, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

/** The tenant of all personal Microsoft accounts. */
export const consumerTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";

/** A key that the test holds. */
export interface HeldKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** An issuer of tokens whose keys the test holds, so that any claims can be signed. */
export interface FakeIssuer {
  url: string;
  /** Signs for every work tenant. */
  work: HeldKey;
  /** Signs for personal accounts. */
  consumer: HeldKey;
  /** Published without an `issuer`: signs for the issuer that the metadata names. */
  plain: HeldKey;
  /** Not published. */
  stranger: HeldKey;
  /** Publishes these keys from now on; without arguments, the initial ones. */
  publish(...jwks: object[]): void;
  /** While down, answers every request with 503. */
  down(isDown: boolean): void;
  /** How often the issuer was asked for its metadata. */
  asked(): number;
  /** How many requests of any kind the issuer received. */
  requests(): number;
  stop(): Promise<void>;
}

/** Starts an issuer on a free port; it publishes three RSA keys, and an elliptic-curve key that nobody can use. */
export async function startFakeIssuer(): Promise<FakeIssuer> {
  const [work, consumer, plain, stranger] = await Promise.all([
    holdKey("work"),
    holdKey("consumer"),
    holdKey("plain"),
    holdKey("stranger"),
  ]);
  const curve = await promisify(generateKeyPair)("ec", { namedCurve: "P-256" });
  let jwks: object[] = [];
  let isDown = false;
  let asked = 0;
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    const metadata = { issuer: issuerOf(url, "{tenantid}"), jwks_uri: `${url}/keys` };
    const answer = { "/common/v2.0/.well-known/openid-configuration": metadata, "/keys": { keys: jwks } }[request.url!];
    if (answer === metadata) asked++;
    const status = isDown ? 503 : answer ? 200 : 404;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const first = [
    { kid: "curve", use: "sig", ...publicJwk(curve.publicKey) },
    jwkOf(work, issuerOf(url, "{tenantid}")),
    jwkOf(consumer, issuerOf(url, consumerTenantId)),
    jwkOf(plain),
  ];
  jwks = first;
  return {
    url,
    ...{ work, consumer, plain, stranger },
    publish: (...next) => void (jwks = next.length > 0 ? next : first),
    down: (next) => void (isDown = next),
    asked: () => asked,
    requests: () => requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The issuer of a tenant's tokens. */
export const issuerOf = (url: string, tenantId: string): string => `${url}/${tenantId}/v2.0`;

/** Returns a key as an issuer publishes it. */
export const jwkOf = ({ kid, publicKey }: HeldKey, issuer?: string): object => ({
  ...{ kid, use: "sig" },
  ...publicJwk(publicKey),
  ...(issuer === undefined ? {} : { issuer }),
});

/** Generates a key with that `kid`. */
export async function holdKey(kid: string): Promise<HeldKey> {
  return { kid, ...(await promisify(generateKeyPair)("rsa", { modulusLength: 2048 })) };
}

/** Signs a token's text. */
export type Seal = (text: string) => Buffer | string;

/** Signs with RS256, the only algorithm that is accepted. */
export const rs256 =
  ({ privateKey }: HeldKey): Seal =>
  (text) =>
    createSign("sha256").update(text).sign(privateKey);

/** Signs with HS256 and a shared secret. */
export const hs256 =
  (secret: string | Buffer): Seal =>
  (text) =>
    createHmac("sha256", secret).update(text).digest();

/** Makes a JSON Web Token with any header and any claims. */
export function makeToken(header: object, claims: object, seal: Seal): string {
  const text = [header, claims].map(encoded).join(".");
  return `${text}.${Buffer.from(seal(text)).toString("base64url")}`;
}

/** Encodes a part of a token. */
export const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

const publicJwk = (key: KeyObject): JsonWebKey => key.export({ format: "jwk" });
