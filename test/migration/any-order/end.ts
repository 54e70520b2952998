import { cppUsersOf } from "../../support/manage-users";
import { membersOf, requirementsOf } from "../../support/walk";
import { moveAct } from "./acts";
import type { Look } from "./checks";
import { principalOf, type Scene } from "./scene";

const lowered = (text: string): string => text.toLowerCase();

/** Checks that the systems agree once an account has moved, and that nobody got a mail for somebody else. */
export async function checkMoved(scene: Scene, { sights, events }: Look): Promise<void> {
  const { world, made, people, cpp, erased } = scene;
  const [who, { migration, mpn }] = [...sights].find(([, { isOwner }]) => isOwner)!;
  const { partnerCenter, cpp: closed } = await world.simulator.state(made.publisherId);
  expect(closed.locked).toBe(true);
  expect(partnerCenter!.settings).toMatchObject({ companyName: cpp.displayName, mpnId: mpn!.mpnId });

  const workEmail = requirementsOf(migration).workEmail.answer!;
  const starter = cpp.users.find((user) => [user.displayName, user.email].includes(migration.startedBy!.displayName))!;
  const owner = lowered(starter.identity === "work" ? principalOf(starter) : workEmail);
  const others = cpp.users.filter((user) => user.identity === "work" && lowered(principalOf(user)) !== owner);
  expect((await membersOf(world, made)).map(lowered).sort()).toEqual(
    [
      `Owner ${owner}`,
      ...others.map((user) => `${user.role === "Owner" ? "Manager" : "Developer"} ${principalOf(user)}`),
    ]
      .map(lowered)
      .sort(),
  );
  const personal = cpp.users.filter((user) => user.identity !== "work" && principalOf(user) !== owner);
  expect((await cppUsersOf(world, made)).map(lowered).sort()).toEqual(
    [`Owner ${owner}`, ...[...others, ...personal].map((user) => `${user.role} ${principalOf(user)}`)]
      .map(lowered)
      .sort(),
  );

  const addresses = [...people.keys(), scene.member.employee, scene.member.insider, scene.member.owner];
  // The timeline does not say any more to what address of an erased person a code was sent.
  for (const address of addresses.filter((one) => !erased.has(one))) {
    const mails = await world.simulator.mailbox(address);
    const codes = new Set(mails.map(({ text }) => /\b\d{6}\b/.exec(text)![0]));
    const sent = events.filter(
      ({ kind, message }) => kind === "CODE_SENT" && message.toLowerCase().includes(` ${address.toLowerCase()}.`),
    );
    expect({ address, tooMany: Math.max(0, codes.size - sent.length) }).toEqual({ address, tooMany: 0 });
  }
  for (const action of ["START", "CANCEL", "RETRY"] as const)
    expect((await moveAct(scene, who, action).send()).__typename).toBe("NotAllowedNow");
}
