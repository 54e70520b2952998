import { enroll, lookAt, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function begun() {
  const made = await world.account({ mpn: "none" });
  const owner = await world.as(made.owner);
  return { made, owner, started: await start(owner, made) };
}

test.each(["", "MPN-41", "0123", "12345678901", "-1", "1.5", "４１", "41 42", "1; DROP TABLE"])(
  "%j is rejected as a malformed MPN ID",
  async (existingMpnId) => {
    const { owner, started } = await begun();
    const path = ["input", "by", "existingMpnId"];
    expect(await enroll(owner, started.id, { existingMpnId })).toMatchObject({
      ...{ __typename: "InvalidInput", path },
      fields: [{ path, message: "An MPN ID is 1 to 10 digits and does not start with 0." }],
      current: { version: started.version },
    });
  },
);

test.each([
  ["unknown", "NOT_FOUND", "Partner Center does not recognise MPN ID"],
  ["pending", "NOT_VETTED", "is still being vetted"],
  ["inactive", "INACTIVE", "has been closed"],
] as const)("an MPN ID that is %s is refused as %s, and the refusal is stored", async (mpn, mpnIdReason, words) => {
  const { mpnId } = mpn === "unknown" ? { mpnId: "4199999999" } : await world.account({ mpn });
  const { made, owner, started } = await begun();
  const problem = {
    ...{ __typename: "MpnIdInvalid", mpnIdReason, path: ["input", "by", "existingMpnId"] },
    message: expect.stringMatching(new RegExp(`${mpnId}.*\\.`)),
  };
  const refusal = await enroll(owner, started.id, { existingMpnId: mpnId! });
  expect(refusal).toMatchObject({ ...problem, current: { status: "ACTION_REQUIRED" } });
  expect((refusal as { message: string }).message).toContain(words);

  succeeded(await submit(owner, started.id, made.owner));
  const { migration } = await lookAt(await world.as(made.secondOwner), made.publisherId);
  expect(requirementsOf(migration).mpn).toMatchObject({
    state: "DUE",
    reason: "MPN_ID_INVALID",
    answer: mpnId,
    problem,
    hint: expect.stringContaining("This MPN ID cannot be used."),
  });
});
