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

/** A key in the form that signs and verifies. */
export interface UsableKey {
  kid: string;
  kind: KeyKind;
  privateKey: KeyObject;
  publicKey: KeyObject;
  publicJwk: JsonWebKey;
}

/** The keys that sign tokens. */
export type Keyring = Awaited<ReturnType<typeof openKeyring>>;

/** Loads the stored keys and generates one of each missing kind. */
export async function openKeyring({ signingKeys, atomically }: State) {
  const kept = signingKeys.list();
  const missing = (["work", "consumer"] as const).filter((kind) => !kept.some((key) => key.kind === kind));
  (await Promise.all(missing.map(generateKey))).forEach(signingKeys.add);
  let keys = signingKeys.list().map(toUsable);

  return {
    /** Returns the key that signs now: the newest of its kind. */
    current(kind: KeyKind): UsableKey {
      const key = keys.findLast((candidate) => candidate.kind === kind);
      if (!key) throw new Error(`No ${kind} key`);
      return key;
    },
    published: (kinds: KeyKind[]) => keys.filter(({ kind }) => kinds.includes(kind)),
    /** Makes a new key that signs from now on. The old ones stay published unless `retireOld` is set. */
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

/** Generates a key, which is not published yet. */
export async function generateKey(kind: KeyKind): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  return { kid: randomBytes(20).toString("base64url"), kind, privateKey: privateKey.export({ format: "jwk" }) };
}

/** Converts a stored key to the form that signs and verifies. */
export function toUsable({ kid, kind, privateKey: jwk }: SigningKey): UsableKey {
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  const publicKey = createPublicKey(privateKey);
  return { kid, kind, privateKey, publicKey, publicJwk: publicKey.export({ format: "jwk" }) };
}
