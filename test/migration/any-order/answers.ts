import { minutes } from "../../support/test-clock";
import { requirementsOf } from "../../support/walk";
import type { MoveAct, MoveAnswer } from "./acts";
import type { Look, MoveEvent, MoveSight, Sight } from "./checks";
import { statusesIn } from "./history";
import { perHour, withinLimit } from "./limits";
import { nameIn, type Scene } from "./scene";

/** Refusals of an answer: they are events, and may be kept as a requirement's problem. */
const ofAnswers = [
  "TenantMismatch",
  "PersonalAccountNotAllowed",
  "WorkEmailUnusable",
  "ConfirmationCodeRejected",
  "MpnIdInvalid",
  "TenantAlreadyEnrolled",
];
/** Refusals that a repeated request need not get again. */
const notKept = ["TooManyAttempts", "TemporarilyUnavailable", "NotFound", "OwnerRoleRequired"];
const codeTries = 5;
const codeLifeMs = minutes(15);

/** An act and its answer. */
export interface Answered {
  act: MoveAct;
  answer: MoveAnswer;
}

/** It was done now, not by an earlier request with the same key. */
const isNew = ({ answer }: Answered) => answer.__typename === "MigrationSuccess" && !answer.replayed;

/** How much of an answer tells what was done: of twins, one did it. */
const weight = (one: Answered): number => (isNew(one) ? 2 : notKept.includes(one.answer.__typename) ? 0 : 1);

/** Checks the answers to what was asked, against what is seen before and after. */
export function createBooks(scene: Scene) {
  const { world, people, erased } = scene;
  const outcomes = new Map<string, { outcome: string; at: number }>();
  const mismatches: { who: string; at: number }[] = [];
  const day = minutes(24 * 60);

  /** `alone`: nothing else went on, and nobody else asked for anything. */
  return (answered: Answered[], before: Look, after: Look, alone: boolean): void => {
    const now = world.clock.now();
    const events = after.events.slice(before.events.length);
    const firsts: Answered[] = [];
    for (const one of [...answered].sort((a, b) => weight(b) - weight(a))) {
      const { key } = one.act;
      const outcome = one.answer.__typename;
      const earlier = outcomes.get(key);
      const isReplay = earlier !== undefined && now < earlier.at + day && !notKept.includes(earlier.outcome);
      if (isReplay && !notKept.includes(outcome)) {
        const { action } = one.act;
        expect({ action, outcome, isNew: isNew(one) }).toEqual({ action, outcome: earlier.outcome, isNew: false });
        if (alone) expect(after.version).toBe(before.version);
        continue;
      }
      if (!notKept.includes(outcome)) outcomes.set(key, { outcome, at: now });
      if (!firsts.some(({ act }) => act.key === key)) firsts.push(one);
      if (alone) checkAlone(one, before, after, events);
    }
    for (const who of people.keys()) checkEventsOf(who, firsts, events);
    checkMismatches(firsts, now);
  };

  /** The answer is right for what was seen before, and what is seen after is what it says. */
  function checkAlone({ act, answer }: Answered, before: Look, after: Look, events: MoveEvent[]): void {
    const { action } = act;
    const outcome = answer.__typename;
    const sight = before.sights.get(act.who);
    const facts = { action, outcome, status: before.status, message: "message" in answer ? answer.message : "" };
    const is = (...outcomes: string[]) =>
      expect({ ...facts, outcomes }).toEqual({ ...facts, outcomes: expect.arrayContaining([outcome]) });
    if (!sight) return is("NotFound", "TemporarilyUnavailable");
    if (!sight.isOwner) return is("OwnerRoleRequired");
    const isOffered = sight.migration.viewerActions.includes(action);
    if (answer.__typename === "MigrationSuccess") {
      const { migration } = answer;
      // A second owner who starts gets the same migration.
      const isSecond = action === "START" && before.status !== "COMPLETED" && !isOffered;
      const isLate = action === "CONFIRM_WORK_EMAIL" && isExpired(before);
      const isLocked = action === "CANCEL" && before.locked;
      expect({ ...facts, isOffered, isSecond, isLate, isLocked }).toMatchObject({
        ...{ isOffered: !isSecond, isLate: false, isLocked: false },
      });
      expect(migration.version).toBe(before.version + (isOffered ? 1 : 0));
      return expect(core(migration)).toEqual(core(after.sights.get(act.who)!.migration));
    }
    if (!isOffered) is("NotAllowedNow", "InvalidInput", "VersionConflict", "TemporarilyUnavailable");
    else if (outcome === "NotAllowedNow")
      expect({ ...facts, isSo: act.applies || (action === "CANCEL" && before.locked) }).toMatchObject({ isSo: true });
    if (outcome === "VersionConflict") expect(act.versioned).toBe(true);
    if (answer.__typename === "ConfirmationCodeRejected") checkTries(answer.attemptsLeft ?? null, sight, before);
    expect(after.status).toBe(before.status);
    if (!ofAnswers.includes(outcome))
      expect({ ...facts, version: after.version, events }).toEqual({ ...facts, version: before.version, events: [] });
    if (answer.current)
      expect({ ...facts, ...answer.current }).toMatchObject({ version: after.version, status: after.status });
  }

  /** Whether the last code that was sent counts no more. */
  function isExpired({ events }: Look): boolean {
    const sent = events.findLast(({ kind }) => kind === "CODE_SENT")!;
    return world.clock.now() >= Date.parse(sent.at) + codeLifeMs;
  }

  /** A code is good for five tries and a quarter of an hour. */
  function checkTries(left: number | null, { migration }: Sight, before: Look): void {
    const { problem } = requirementsOf(migration).workEmail;
    const had = problem?.__typename === "ConfirmationCodeRejected" ? problem.attemptsLeft! : codeTries;
    expect({ had, left }).toEqual({ had, left: had <= 1 || isExpired(before) ? null : had - 1 });
  }

  /** Each success and each refusal of an answer is one event of who did it. */
  function checkEventsOf(who: string, firsts: Answered[], events: MoveEvent[]): void {
    const name = nameIn(scene, who);
    const own = firsts.filter(({ act }) => act.who === who);
    const happened = events.filter(({ actor }) => actor?.displayName === name);
    const count = (...kinds: string[]) => happened.filter(({ kind }) => kinds.includes(kind)).length;
    const asked = (actions: string[]) => own.filter((one) => isNew(one) && actions.includes(one.act.action)).length;
    const refused = own.filter(
      ({ answer }) =>
        ofAnswers.includes(answer.__typename) &&
        !(answer.__typename === "ConfirmationCodeRejected" && answer.attemptsLeft !== null),
    ).length;
    const statuses = statusesIn(happened);
    const seen = {
      accepted: count("ANSWER_ACCEPTED", "CODE_SENT"),
      rejected: count("ANSWER_REJECTED"),
      canceled: statuses.filter((status) => status === "CANCELED").length,
    };
    expect({ who, ...seen }).toEqual({
      ...{ who, accepted: asked(["SUBMIT_WORK_EMAIL", "CONFIRM_WORK_EMAIL", "ENROLL_IN_MPN"]), rejected: refused },
      ...{ canceled: asked(["CANCEL"]) },
    });
  }

  /** No more names of tenants than allowed. The tries of who has been erased count no more. */
  function checkMismatches(firsts: Answered[], at: number): void {
    for (const { act, answer } of firsts)
      if (answer.__typename === "TenantMismatch" && act.action !== "CONFIRM_WORK_EMAIL")
        mismatches.push({ who: act.who, at });
    withinLimit(
      perHour,
      mismatches.filter(({ who }) => !erased.has(who)).map((one) => one.at),
    );
  }
}

/** What an owner acts on. */
const core = ({ id, status, version, attempt, viewerActions, steps, failure, requirements }: MoveSight) => ({
  ...{ id, status, version, attempt, viewerActions, steps, failure },
  asked: requirements.map(({ kind, state, reason, answer, action }) => ({ kind, state, reason, answer, action })),
});
