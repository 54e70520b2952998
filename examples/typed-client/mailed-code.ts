import { setTimeout as wait } from "node:timers/promises";

const pauseMs = 200;
const looks = 150;

/**
 * Returns a function that waits for the code in the newest of the mails. It returns no code twice: until the new mail
 * arrives, the newest one is that of an earlier code, and each wrong code costs one of five tries.
 */
export function codeReader(mails: () => Promise<{ subject: string }[]>): () => Promise<string> {
  const given = new Set<string>();
  return async () => {
    for (let look = 0; look < looks; look++) {
      const [newest] = await mails();
      const code = /\d{6}/.exec(newest?.subject ?? "")?.[0];
      if (code !== undefined && !given.has(code)) {
        given.add(code);
        return code;
      }
      await wait(pauseMs);
    }
    throw new Error("No new code has been mailed for half a minute.");
  };
}
