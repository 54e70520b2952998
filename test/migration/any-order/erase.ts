import { lookAt, requirementsOf } from "../../support/walk";
import { erasePersonIn, tablesNaming } from "../../person/person-commands";
import { principalOf, type Scene } from "./scene";

const resting = ["NOT_STARTED", "CANCELED", "COMPLETED"];

/** Somebody is to be erased: then no table names them, unless CPP has them or the move under way needs their address. */
export async function eraseSomebody(scene: Scene): Promise<void> {
  const { world, random, made, people, cpp, erased } = scene;
  const who = random.pick([made.owner, made.secondOwner, made.contributor, made.employee, made.employee, made.insider]);
  await world.importRows([cpp]);
  const owners = cpp.users.filter(({ kind, role }) => kind === "person" && role === "Owner").map(principalOf);
  const sights = await Promise.all(
    owners.map((owner) => lookAt(people.get(owner)!, made.publisherId).catch(() => null)),
  );
  const { migration } = sights.find((sight) => sight !== null)!;
  const { answer } = requirementsOf(migration).workEmail;
  const isNeeded = !resting.includes(migration.status) && answer?.toLowerCase() === who;
  // The owner is the seller contact.
  const isInCpp = who === made.owner || cpp.users.some((user) => principalOf(user) === who);
  const { status, text } = await erasePersonIn(world, who);
  expect({ who, text, isErased: status === 0 }).toEqual({ who, text, isErased: !isNeeded && !isInCpp });
  if (status !== 0) return;
  expect(await tablesNaming(world, who)).toEqual([]);
  erased.add(who);
}
