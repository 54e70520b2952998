import { principalOf, work, type CppRow, type CppUserRow, type Scene } from "./scene";
import { comeLoose, getStuck } from "./stuck";

/** Somebody changes the account in CPP, as long as CPP is open: also while a run goes by what CPP had before. */
export async function changeInCpp(scene: Scene): Promise<void> {
  const { world, random, made } = scene;
  const isUnderWay = random.chance(0.5);
  if (isUnderWay) await getStuck(scene);
  if (!(await world.simulator.state(made.publisherId)).cpp.locked) {
    const [change, after] = someChange(scene);
    scene.older.push(scene.cpp);
    scene.cpp = after;
    await world.simulator.changeInCpp(made.publisherId, change);
  }
  if (isUnderWay) await comeLoose(scene);
}

function someChange({ random, cpp, made, member }: Scene): [change: object, after: CppRow] {
  const { chance, pick } = random;
  if (chance(0.2)) {
    const displayName = `Name ${random.below(1_000)}`;
    return [{ displayName }, { ...cpp, displayName }];
  }
  if (chance(0.2)) {
    const mpnId = pick([made.mpnId, made.mpnId, member.mpnId, null, "MPN-1"]);
    return [{ mpnId }, { ...cpp, mpnId }];
  }
  const first = (made.world.accounts[0] as CppRow).users;
  const principal = pick([...first.map(principalOf), made.employee, made.insider]);
  const others = cpp.users.filter((user) => principalOf(user) !== principal);
  const isNeeded = !others.some(
    ({ kind, role, identity, email }) =>
      kind === "person" && role === "Owner" && (identity === "work" || email === made.owner),
  );
  const isPresent = others.length < cpp.users.length;
  if (isPresent && !isNeeded && chance(0.5)) return [{ removeUser: principal }, { ...cpp, users: others }];
  const identity = pick(["work", "work", "microsoftAccount"]);
  const stranger = { kind: "person", email: principal, displayName: principal, identity };
  const user = [...cpp.users, ...first].find((one) => principalOf(one) === principal) ?? stranger;
  const addUser: CppUserRow = { ...user, role: isNeeded ? "Owner" : pick(["Owner", "Owner", "Contributor"] as const) };
  return [{ addUser }, { ...cpp, users: [...others, addUser] }];
}

/** An export is imported: the present one, or one from before. */
export async function importAgain(scene: Scene): Promise<void> {
  const { world, random, cpp, older } = scene;
  const isOld = older.length > 0 && random.chance(0.2);
  const working = random.chance(0.3) ? work(scene) : null;
  await world.importRows([isOld ? random.pick(older) : cpp]);
  await working;
}
