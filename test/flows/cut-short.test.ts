import { bringTo, type Brought } from "../support/bring-to";
import { addUser, cppUsersOf, userOf } from "../support/manage-users";
import { minutes } from "../support/test-clock";
import { cancel, lookAt, membersOf, proveByCode, retry, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
afterEach(() => world.simulator.healAll());

/** A user that Partner Center refuses. */
const odd = {
  ...{ kind: "person", email: "odd@nobody-knows.example.net", displayName: "Odd", role: "Contributor" },
  identity: "work",
};

/** A move in which Partner Center took some users and refused one, which CPP no longer has. */
async function cutShort(): Promise<Brought> {
  const brought = await bringTo(world, "VERIFYING", { users: [odd] });
  await world.settle();
  const { made, owner } = brought;
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "FAILED", failure: { code: "PARTNER_CENTER_REJECTED" } });
  expect(migration.failure!.message).toContain("odd@nobody-knows.example.net is not a work address");
  expect(await membersOf(world, made)).toContain(`Manager ${made.secondOwner}`);
  await world.simulator.changeInCpp(made.publisherId, { removeUser: odd.email });
  return brought;
}

/** A move in which everything was copied and CPP refused the lock. */
async function stoppedAtTheLock(kind: Parameters<typeof bringTo>[2] = {}): Promise<Brought> {
  const brought = await bringTo(world, "VERIFYING", kind);
  const body = { error: { code: "NotNow", message: "The publisher cannot be locked." } };
  await world.simulator.fault({ system: "cpp", method: "PUT", status: 400, body });
  await world.settle();
  await world.simulator.healAll();
  expect((await lookAt(brought.owner, brought.made.publisherId)).migration.status).toBe("FAILED");
  return brought;
}

async function completed({ made, owner }: Brought) {
  await world.settle();
  const seen = await lookAt(owner, made.publisherId);
  expect(seen.migration).toMatchObject({ status: "COMPLETED", failure: null });
  return seen;
}

const all = ({ made }: Brought) => [
  `Developer ${made.contributor}`,
  `Manager ${made.secondOwner}`,
  `Owner ${made.owner}`,
];

/** The account's export row, with changes. */
const exported = ({ made }: Brought, change: object) => ({ ...(made.world.accounts[0] as object), ...change });

test("a retry completes the move after the user that Partner Center refused was removed in CPP", async () => {
  const brought = await cutShort();
  succeeded(await retry(brought.owner, brought.id));
  await completed(brought);
  expect(await membersOf(world, brought.made)).toEqual(all(brought));
});

test("a retry copies settings that were corrected in CPP", async () => {
  const brought = await bringTo(world, "FAILED");
  await world.simulator.changeInCpp(brought.made.publisherId, { displayName: "A better name" });
  succeeded(await retry(brought.owner, brought.id));
  expect((await completed(brought)).banner!.message).toContain("A better name");
  const { partnerCenter } = await world.simulator.state(brought.made.publisherId);
  expect(partnerCenter!.settings.companyName).toBe("A better name");
  // The refused name was not sent again.
  const effects = await world.simulator.effects(brought.made.publisherId);
  expect(effects.filter(({ effect }) => effect === "settings-saved")).toHaveLength(1);
});

test.each(["tried again", "begun anew"])(
  "a user copied before the move failed and since removed in CPP is no member once it is %s",
  async (how) => {
    const brought = await cutShort();
    const { made, owner, id } = brought;
    await world.simulator.changeInCpp(made.publisherId, { removeUser: made.secondOwner });
    if (how === "tried again") succeeded(await retry(owner, id));
    else {
      succeeded(await cancel(owner, id));
      await start(owner, made);
      succeeded(await submit(owner, id, made.owner));
    }
    await completed(brought);
    expect(await membersOf(world, made)).toEqual([`Developer ${made.contributor}`, `Owner ${made.owner}`]);
    expect(await userOf(owner, made, made.secondOwner)).toMatchObject({ access: "REMOVED" });
    world.clock.advance(minutes(10));
    await world.settle();
    expect((await cppUsersOf(world, made)).join()).not.toContain(made.secondOwner);
  },
);

test("no user has two roles after another owner has taken over a failed move", async () => {
  const { made, id } = await cutShort();
  const second = await world.as(made.secondOwner);
  succeeded(await cancel(second, id));
  await start(second, made);
  succeeded(await submit(second, id, made.secondOwner));
  await completed({ made, owner: second, id });
  expect(await membersOf(world, made)).toEqual([
    `Developer ${made.contributor}`,
    `Manager ${made.owner}`,
    `Owner ${made.secondOwner}`,
  ]);
});

test("settings imported while the move had failed are copied by the retry", async () => {
  const brought = await stoppedAtTheLock();
  const { made, owner, id } = brought;
  await world.simulator.changeInCpp(made.publisherId, { displayName: "Imported" });
  await world.importRows([exported(brought, { displayName: "Imported" })]);
  succeeded(await retry(owner, id));
  expect((await completed(brought)).banner!.message).toContain("Imported");
  const { partnerCenter } = await world.simulator.state(made.publisherId);
  expect(partnerCenter!.settings.companyName).toBe("Imported");
});

test("an MPN ID imported while the move had failed makes the retry fail and leaves CPP unlocked", async () => {
  const other = await world.account();
  const brought = await stoppedAtTheLock();
  const { made, owner, id } = brought;
  await world.simulator.changeInCpp(made.publisherId, { mpnId: other.mpnId });
  await world.importRows([exported(brought, { mpnId: other.mpnId })]);
  succeeded(await retry(owner, id));
  await world.settle();
  const { migration } = await lookAt(owner, made.publisherId);
  expect(migration).toMatchObject({ status: "FAILED", failure: { code: "CPP_REJECTED", retryable: false } });
  expect((await world.simulator.state(made.publisherId)).cpp.locked).toBe(false);
});

test("a work e-mail of another tenant of the membership can finish a move that failed at the lock", async () => {
  const brought = await stoppedAtTheLock({ mpn: "associated" });
  const { made, owner, id } = brought;
  succeeded(await cancel(owner, id));
  await start(owner, made);
  succeeded(await proveByCode(world, owner, id, made.insider));
  await completed(brought);
  expect((await addUser(owner, made, made.employee, "DEVELOPER")).__typename).toBe("AccountUserSuccess");
});
