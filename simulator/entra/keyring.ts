import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  type JsonWebKey,
  type KeyObject,
} from "node:crypto";
import { promisify } from "node:util";
import type { KeyKind, SigningKey } from "../state/signing-keys";
import type { State } from "../state/open-state";

/** A key as it is used: to sign, or to check a signature. */
export interface UsableKey {
  kid: string;
  kind: KeyKind;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: JsonWebKey;
}

/** The keys that sign tokens. */
export type Keyring = Awaited<ReturnType<typeof openKeyring>>;

/** Opens the kept keys; the first time, one of each kind is made. */
export async function openKeyring({ signingKeys, atomically }: State) {
  const kept = signingKeys.list();
  const missing = (["work", "consumer"] as const).filter((kind) => !kept.some((key) => key.kind === kind));
  (await Promise.all(missing.map(generateKey))).forEach(signingKeys.add);
  let keys = signingKeys.list().map(toUsable);

  return {
    /** The key that signs from now on. */
    current(kind: KeyKind): UsableKey {
      const key = keys.findLast((candidate) => candidate.kind === kind);
      if (!key) throw new Error(`No ${kind} key`);
      return key;
    },
    published: (kinds: KeyKind[]) => keys.filter(({ kind }) => kinds.includes(kind)),
    /** Makes a new key that signs from now on; the old ones stay published unless they are withdrawn. */
    async rotate(kind: KeyKind, retireOld: boolean): Promise<string> {
      const key = await generateKey(kind);
      atomically(() => {
        if (retireOld) signingKeys.withdraw(kind);
        signingKeys.add(key);
      });
      keys = signingKeys.list().map(toUsable);
      return key.kid;
    },
  };
}

/** A new key that nobody knows yet. */
export async function generateKey(kind: KeyKind): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { kid: randomBytes(20).toString("base64url"), kind, privateKey: privateKey.export({ format: "jwk" }) };
}

/** A kept key in the form that signs and checks. */
export function toUsable({ kid, kind, privateKey: jwk }: SigningKey): UsableKey {
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  const publicKey = createPublicKey(privateKey);
  return { kid, kind, privateKey, publicKey, publicJwk: publicKey.export({ format: "jwk" }) };
}
