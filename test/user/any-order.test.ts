import { randomUUID } from "node:crypto";
import { AccountUser } from "../../entities/account-user";
import { accountIdOf } from "../../src/ids";
import { PartnerCenterRole as Role } from "../../entities/words";
import { AddAccountUserDocument, UpdateAccountSettingsDocument } from "../generated/graphql";
import type { MadeAccount } from "../support/accounts";
import type { Client } from "../support/client";
import { changeRole, cppUsersOf, removeUser, userOf } from "../support/manage-users";
import { migrate } from "../support/migrate";
import { randomBy, type Random } from "../support/random";
import { someFault } from "../support/some-fault";
import { comeToRest, recovered } from "../support/trouble";
import { lookAt, membersOf } from "../support/walk";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.simulator.healAll());
afterAll(() => world.close());

const systems = ["partner-center", "partner-center", "cpp", "graph", "entra"];
const removed = "REMOVED";
const roles = [Role.OWNER, Role.MANAGER, Role.DEVELOPER, Role.MARKETER];
const inPartnerCenter = { OWNER: "Owner", MANAGER: "Manager", DEVELOPER: "Developer", MARKETER: "Marketer" };
const inCpp = { OWNER: "Owner", MANAGER: "Owner", DEVELOPER: "Contributor", MARKETER: null };

/** The answer to a request. */
type Answer = { __typename: string; replayed?: boolean };

/** A request that can be repeated: what it makes of whom, a user or the account's name. */
interface Act {
  subject: string;
  wish: string;
  send(): Promise<Answer>;
}

/** What each subject can be, judging by the answers alone. */
class Expected {
  private readonly possible = new Map<string, Set<string>>();

  constructor(begun: Record<string, string>) {
    for (const [subject, state] of Object.entries(begun)) this.possible.set(subject, new Set([state]));
  }

  /** Learns from the answers to requests that were sent at the same time. */
  learn(answered: { act: Act; answer: Answer }[]): void {
    for (const subject of new Set(answered.map(({ act }) => act.subject))) {
      const wishes = (isSo: (answer: Answer) => boolean) =>
        answered.filter(({ act, answer }) => act.subject === subject && isSo(answer)).map(({ act }) => act.wish);
      const done = wishes(({ __typename, replayed }) => __typename.endsWith("Success") && replayed === false);
      const perhaps = wishes(({ __typename }) => __typename === "TemporarilyUnavailable");
      const before = this.of(subject);
      const isKnown = done.length > 0 && perhaps.length === 0 && before.length === 1;
      this.possible.set(subject, new Set(isKnown ? done : [...before, ...done, ...perhaps]));
    }
  }

  of(subject: string): string[] {
    return [...this.possible.get(subject)!];
  }

  /** Those who surely are, and may change others. */
  managers(): string[] {
    const surely = (role: string) => [...this.possible].filter(([, states]) => states.size === 1 && states.has(role));
    return [Role.OWNER, Role.MANAGER].flatMap(surely).map(([subject]) => subject);
  }
}

/** Some request of somebody who may make it, or a repeat of an earlier one. */
async function someAct(
  { chance, pick }: Random,
  { made, accountId, people, expected, earlier }: Scene,
  serial: number,
): Promise<Act> {
  if (earlier.length > 0 && chance(0.1)) return pick(earlier.slice(-6));
  const managers = expected.managers();
  const client = people.get(managers.length > 0 ? pick(managers) : made.owner)!;
  const besides = { idempotencyKey: randomUUID() };
  if (chance(0.2)) {
    const displayName = `Name ${serial}`;
    const input = { accountId, displayName, ...besides };
    const send = async () => (await client.run(UpdateAccountSettingsDocument, { input })).updateAccountSettings;
    return { subject: "name", wish: displayName, send };
  }
  const [email, role] = [pick([...people.keys()]), pick(roles)];
  const user = await userOf(client, made, email).catch(() => null);
  if (!user?.partnerCenterRole || user.removedAt !== null) {
    const input = { accountId, email, role, ...besides };
    const send = async () => (await client.run(AddAccountUserDocument, { input })).addAccountUser;
    return { subject: email, wish: role, send };
  }
  return chance(0.4)
    ? { subject: email, wish: removed, send: () => removeUser(client, user, besides) }
    : { subject: email, wish: role, send: () => changeRole(client, user, role, besides) };
}

interface Scene {
  made: MadeAccount;
  /** The account's ID, which also those can name who have lost access meanwhile. */
  accountId: string;
  people: Map<string, Client>;
  expected: Expected;
  earlier: Act[];
}

async function openScene(): Promise<Scene> {
  const { made, owner: starter } = await migrate(world);
  const { id: accountId } = await lookAt(starter, made.publisherId);
  const emails = [made.owner, made.secondOwner, made.contributor, made.employee, made.insider];
  const people = new Map<string, Client>();
  for (const email of emails) people.set(email, await world.as(email));
  const [owner, second, contributor, ...others] = emails as [string, string, string, string, string];
  const expected = new Expected({
    name: made.displayName,
    ...{ [owner]: Role.OWNER, [second]: Role.MANAGER, [contributor]: Role.DEVELOPER },
    ...Object.fromEntries(others.map((email) => [email, removed])),
  });
  return { made, accountId, people, expected, earlier: [] };
}

const ofAccount = ({ publisherId }: MadeAccount) => ({ accountId: accountIdOf(publisherId) });

/* Owners change users and settings at once, requests are repeated, answers get lost, and workers come and go. */
test.each([1, 2, 37, 38])(
  "in whatever order things happen, what was acknowledged stays, and all systems agree in the end (%i)",
  async (seed) => {
    const random = randomBy(seed);
    const scene = await openScene();
    const { made, expected, earlier } = scene;
    for (let step = 0; step < 16; step++) {
      if (random.chance(0.4)) await world.simulator.fault(someFault(random, systems));
      const acts: Act[] = [];
      for (let atOnce = random.pick([1, 1, 2, 4]); atOnce > 0; atOnce--)
        acts.push(await someAct(random, scene, step * 10 + atOnce));
      const work = random.chance(0.3) ? world.settle() : null;
      expected.learn(await Promise.all(acts.map(async (act) => ({ act, answer: await act.send() }))));
      await work;
      earlier.push(...acts);
      if (random.chance(0.3)) {
        world.clock.advance(random.pick([1_000, 10_000, 31_000]));
        await world.settle();
      }
    }
    await recovered(world, made);
    await comeToRest(world, made);

    const rows = await world.app.services.database.reader.findBy(AccountUser, ofAccount(made));
    const standingOf = (email: string) =>
      rows.find((row) => row.email === email && row.removedAt === null)?.partnerCenterRole ?? removed;
    const standings = [...scene.people.keys()].map((email) => [email, standingOf(email)] as const);
    const present = standings.filter(([, role]) => role !== removed) as [string, keyof typeof inCpp][];
    expect(await membersOf(world, made)).toEqual(
      present.map(([email, role]) => `${inPartnerCenter[role]} ${email}`).sort(),
    );
    expect(await cppUsersOf(world, made)).toEqual(
      present
        .filter(([, role]) => inCpp[role])
        .map(([email, role]) => `${inCpp[role]} ${email}`)
        .sort(),
    );
    for (const [email, role] of standings)
      expect({ [email]: expected.of(email) }).toEqual({ [email]: expect.arrayContaining([role]) });
    const { partnerCenter } = await world.simulator.state(made.publisherId);
    expect(expected.of("name")).toContain(partnerCenter!.settings.companyName);
  },
  120_000,
);
