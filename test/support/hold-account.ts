import { lockAccount } from "../../src/database/lock-account";
import { keyOf } from "../../src/graphql/node-id";
import type { World } from "./world";

/** Keeps every change of the account waiting until the returned function is called. */
export async function holdAccount({ app }: World, accountId: string): Promise<() => Promise<void>> {
  const { database } = app.services;
  let release = (): void => undefined;
  let done = Promise.resolve();
  await new Promise<void>((isHeld) => {
    done = database.write(async (tx) => {
      await lockAccount(database, tx, keyOf("Account", accountId)!);
      isHeld();
      await new Promise<void>((resolve) => (release = resolve));
    });
  });
  return () => {
    release();
    return done;
  };
}

/** Runs what asks the service while it gives up on answers after half a second. */
export async function impatiently<T>(ask: () => Promise<T>): Promise<T> {
  const { setTimeout } = globalThis;
  const timers = jest
    .spyOn(globalThis, "setTimeout")
    .mockImplementation((call, ms, ...given) => setTimeout(call, ms === 25_000 ? 500 : ms, ...given));
  try {
    return await ask();
  } finally {
    timers.mockRestore();
  }
}
