import {
  CancelMigrationDocument,
  ConfirmWorkEmailDocument,
  EnrollInMpnDocument,
  RetryMigrationDocument,
  StartMigrationDocument,
  SubmitWorkEmailDocument,
} from "../generated/graphql";
import { bringTo, type Brought } from "./bring-to";
import type { Client } from "./client";
import { application, lookAt, mailedCode, submit, succeeded } from "./walk";
import type { World } from "./world";

/** The answer to a mutation with an idempotency key. */
export interface KeyedAnswer {
  __typename: string;
  replayed?: boolean;
  path?: string[];
}

/** An account in the state that a mutation needs, and the mutation under a key, optionally with other input. */
export interface KeyedAct extends Brought {
  /** A change of the input that makes it another request. */
  otherInput: object;
  run(idempotencyKey: string, change?: object, client?: Client): Promise<KeyedAnswer>;
}

const otherVersion = { ifVersion: 999 };

type Prepare = (world: World) => Promise<KeyedAct>;

/** Every mutation of a migration, prepared so that it succeeds once. */
export const keyedActs: Record<string, Prepare> = {
  startMigration: async (world) => {
    const brought = await bringTo(world, "NOT_STARTED");
    const { owner, made } = brought;
    const user = { kind: "person", email: made.owner, displayName: "Owner", role: "Owner", identity: "work" };
    const another = await world.account({ users: [user] });
    const { id: accountId } = await lookAt(owner, made.publisherId);
    return {
      ...brought,
      otherInput: { accountId: (await lookAt(owner, another.publisherId)).id },
      run: async (idempotencyKey, change, client = owner) =>
        (await client.run(StartMigrationDocument, { input: { accountId, idempotencyKey, ...change } })).startMigration,
    };
  },
  submitWorkEmail: async (world) => {
    const brought = await bringTo(world, "ACTION_REQUIRED");
    const { id: migrationId, made } = brought;
    return {
      ...brought,
      otherInput: otherVersion,
      run: submitting(brought.owner, { migrationId, workEmail: made.employee }),
    };
  },
  confirmWorkEmail: async (world) => {
    const brought = await bringTo(world, "ACTION_REQUIRED");
    const { id: migrationId, owner, made } = brought;
    succeeded(await submit(owner, migrationId, made.employee));
    await world.settle();
    const code = await mailedCode(world, made.employee);
    return {
      ...brought,
      otherInput: otherVersion,
      run: async (idempotencyKey, change, client = owner) =>
        (await client.run(ConfirmWorkEmailDocument, { input: { migrationId, code, idempotencyKey, ...change } }))
          .confirmWorkEmail,
    };
  },
  enrollInMpn: async (world) => {
    const brought = await bringTo(world, "ACTION_REQUIRED", { mpn: "none" });
    const { id: migrationId, owner, made } = brought;
    succeeded(await submit(owner, migrationId, made.owner));
    const by = application();
    return {
      ...brought,
      otherInput: otherVersion,
      run: async (idempotencyKey, change, client = owner) =>
        (await client.run(EnrollInMpnDocument, { input: { migrationId, by, idempotencyKey, ...change } })).enrollInMpn,
    };
  },
  retryMigration: async (world) => {
    const brought = await bringTo(world, "FAILED");
    const { id: migrationId } = brought;
    return {
      ...brought,
      otherInput: otherVersion,
      run: async (idempotencyKey, change, client = brought.owner) =>
        (await client.run(RetryMigrationDocument, { input: { migrationId, idempotencyKey, ...change } }))
          .retryMigration,
    };
  },
  cancelMigration: async (world) => {
    const brought = await bringTo(world, "ACTION_REQUIRED");
    const { id: migrationId } = brought;
    return {
      ...brought,
      otherInput: otherVersion,
      run: async (idempotencyKey, change, client = brought.owner) =>
        (await client.run(CancelMigrationDocument, { input: { migrationId, idempotencyKey, ...change } }))
          .cancelMigration,
    };
  },
};

/** Submits an address with an idempotency key. */
export const submitting =
  (owner: Client, given: { migrationId: string; workEmail: string }): KeyedAct["run"] =>
  async (idempotencyKey, change, client = owner) =>
    (await client.run(SubmitWorkEmailDocument, { input: { ...given, idempotencyKey, ...change } })).submitWorkEmail;
