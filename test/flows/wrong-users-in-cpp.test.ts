import { bringTo } from "../support/bring-to";
import { settleDown } from "../support/trouble";
import { lookAt, retry, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

interface CppUser {
  email: string;
  displayName: string | null;
}

test.each<[string, (users: CppUser[]) => CppUser[]]>([
  [
    "names somebody twice",
    ([first, ...others]) => [first!, { ...first!, email: first!.email.toUpperCase() }, ...others],
  ],
  [
    "has a name for somebody that is too long",
    ([first, ...others]) => [{ ...first!, displayName: "x".repeat(257) }, ...others],
  ],
])("when CPP %s, the move waits for an owner, and goes on once CPP has put it right", async (_, mistaken) => {
  const { made, owner, id } = await bringTo(world, "VERIFYING");
  const [{ users }] = made.world.accounts as [{ users: CppUser[] }];
  const path = `/api/publishers/${made.publisherId}/users`;
  const body = { value: mistaken(users) };
  await world.simulator.fault({ system: "cpp", method: "GET", path, after: true, body });
  await settleDown(world, owner, made);
  expect((await lookAt(owner, made.publisherId)).migration).toMatchObject({
    ...{ status: "FAILED", failure: { code: "CPP_UNREACHABLE", retryable: true } },
  });

  await world.simulator.healAll();
  succeeded(await retry(owner, id));
  await settleDown(world, owner, made);
  expect((await lookAt(owner, made.publisherId)).migration.status).toBe("COMPLETED");
});
