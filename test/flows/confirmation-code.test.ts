import { SubmitWorkEmailDocument } from "../generated/graphql";
import { minutes } from "../support/test-clock";
import { confirm, lookAt, mailedCode, requirementsOf, start, submit, succeeded } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Returns a code other than the given one. */
const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

/** A code, mailed to a colleague of the owner. */
async function codeMailed() {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  succeeded(await submit(owner, id, made.employee));
  await world.settle();
  return { made, owner, id, code: await mailedCode(world, made.employee) };
}

test("a wrong code uses up an attempt, and the right one is accepted on the last attempt", async () => {
  const { made, owner, id, code } = await codeMailed();
  for (const attemptsLeft of [4, 3, 2, 1]) {
    const message = attemptsLeft === 1 ? "One attempt is left." : `${attemptsLeft} attempts are left.`;
    expect(await confirm(owner, id, wrong(code))).toMatchObject({
      ...{ __typename: "ConfirmationCodeRejected", attemptsLeft, path: ["input", "code"] },
      message: `That is not the right code. ${message}`,
    });
  }
  const { migration } = await lookAt(await world.as(made.secondOwner), made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({
    state: "VERIFYING",
    problem: { __typename: "ConfirmationCodeRejected", attemptsLeft: 1 },
  });
  expect(succeeded(await confirm(owner, id, code)).migration.status).toBe("VERIFYING");
});

test("five wrong attempts invalidate the code, and submitting the address again mails a new one", async () => {
  const { made, owner, id, code } = await codeMailed();
  for (let tries = 1; tries < 5; tries++) await confirm(owner, id, wrong(code));
  expect(await confirm(owner, id, wrong(code))).toMatchObject({
    ...{ __typename: "ConfirmationCodeRejected", attemptsLeft: null },
    message: "The code has been used up or has expired. Submit the address again to get a new one.",
  });
  const { migration } = await lookAt(owner, made.publisherId);
  expect(requirementsOf(migration).workEmail).toMatchObject({
    ...{ state: "DUE", action: "SUBMIT_WORK_EMAIL", suggestion: made.employee },
    problem: { __typename: "ConfirmationCodeRejected", attemptsLeft: null },
  });
  expect(await confirm(owner, id, code)).toMatchObject({ __typename: "NotAllowedNow" });

  succeeded(await submit(owner, id, made.employee));
  await world.settle();
  expect(await world.simulator.mailbox(made.employee)).toHaveLength(2);
  succeeded(await confirm(owner, id, await mailedCode(world, made.employee)));
});

test("a code expires after exactly fifteen minutes", async () => {
  const timely = await codeMailed();
  const late = await codeMailed();
  world.clock.advance(minutes(15) - 1);
  succeeded(await confirm(timely.owner, timely.id, timely.code));
  world.clock.advance(1);
  const refusal = await confirm(late.owner, late.id, late.code);
  expect(refusal).toMatchObject({ __typename: "ConfirmationCodeRejected", attemptsLeft: null });
});

test("a new code for another address replaces the previous one", async () => {
  const { made, owner, id, code } = await codeMailed();
  succeeded(await submit(owner, id, made.secondOwner));
  await world.settle();
  const second = await mailedCode(world, made.secondOwner);
  if (second !== code) expect(await confirm(owner, id, code)).toMatchObject({ attemptsLeft: 4 });
  const { migration } = succeeded(await confirm(owner, id, second));
  expect(requirementsOf(migration).workEmail).toMatchObject({ state: "SATISFIED", answer: made.secondOwner });
});

test.each(["12345", "1234567", "12345a", "", "１２３４５６"])("%j is invalid and costs no try", async (typed) => {
  const { owner, id, code } = await codeMailed();
  expect(await confirm(owner, id, typed)).toMatchObject({
    __typename: "InvalidInput",
    fields: [{ path: ["input", "code"], message: "The code is six digits." }],
  });
  expect(await confirm(owner, id, wrong(code))).toMatchObject({ attemptsLeft: 4 });
});

test("confirming is refused while no code has been sent", async () => {
  const made = await world.account();
  const owner = await world.as(made.owner);
  const { id } = await start(owner, made);
  expect(await confirm(owner, id, "123456")).toMatchObject({
    __typename: "NotAllowedNow",
    message: "There is no code to confirm. Submit a work e-mail first.",
  });
});

test("the mail is in the requester's language, with the account name escaped in its HTML", async () => {
  const made = await world.account({ displayName: "Ström & <b>Söner</b>" });
  const owner = await world.as(made.owner);
  const { id: migrationId } = await start(owner, made);
  await owner.run(SubmitWorkEmailDocument, { input: { migrationId, workEmail: made.employee } }, "sv");
  await world.settle();
  const [mail] = await world.simulator.mailbox(made.employee);
  expect(mail!.subject).toMatch(/^\d{6} är din kod för att flytta Ström & <b>Söner<\/b>$/);
  expect(mail!.html).toContain("Ström &amp; &lt;b&gt;Söner&lt;/b&gt;");
  expect(mail!.html).not.toContain("<b>Söner");
});
