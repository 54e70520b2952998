import { sweep } from "../../../src/sweep";
import { reconcileIn } from "../../support/reconcile";
import { someFault } from "../../support/some-fault";
import { minutes } from "../../support/test-clock";
import { eraseSomebody } from "./erase";
import { insist } from "./insist";
import { rehearse } from "./rehearse";
import { principalOf, work, type CppRow, type CppUserRow, type MpnRow, type Scene } from "./scene";
import { comeLoose, getStuck } from "./stuck";

const systems = ["partner-center", "partner-center", "cpp", "cpp", "graph", "entra", "mail"];

/** CPP's refusal of a write. */
export const notNow = { error: { code: "NotNow", message: "Not accepted" } };
const notTaken = { code: 2000, description: "Not accepted", data: [], source: "PartnerFD" };

/** The writes that are refused: by Partner Center and CPP, or by what stands before them once they are carried out. */
const refusals = [
  { system: "partner-center", method: "PUT", body: notTaken },
  { system: "partner-center", method: "POST", body: notTaken },
  { system: "cpp", method: "PUT", body: notNow },
];

/** Makes some system fail or refuse for a while. */
export async function someTrouble({ world, random }: Scene): Promise<void> {
  const { chance, pick } = random;
  const refusal = { ...pick(refusals), status: 400, times: 1, after: chance(0.5) };
  await world.simulator.fault(chance(0.3) ? refusal : someFault(random, systems));
}

type Event = (scene: Scene) => Promise<unknown>;

const beside: Event[] = [importAgain, vet, changeMembership, comeLoose];
const apart: Event[] = [
  timePasses,
  changeInCpp,
  changeInCpp,
  tidy,
  rehearse,
  insist,
  eraseSomebody,
  getStuck,
  getStuck,
];

/** Lets something happen that no owner asked for, while nothing else goes on. */
export const somethingHappens = (scene: Scene): Promise<unknown> => scene.random.pick([...apart, ...beside])(scene);

/** Lets something happen while owners act: mostly, workers work. */
export const somethingBeside = (scene: Scene): Promise<unknown> =>
  scene.random.pick<Event>([work, work, work, ...beside])(scene);

async function timePasses({ world, random }: Scene): Promise<void> {
  world.clock.advance(random.pick([1_000, 10_000, 31_000, minutes(5), minutes(16), minutes(61)]));
  if (random.chance(0.05)) world.clock.advance(minutes(24 * 60));
}

/** Somebody changes the account in CPP, as long as CPP is open. The lock is held up while workers go on. */
async function changeInCpp(scene: Scene): Promise<void> {
  const { world, random, made } = scene;
  if ((await world.simulator.state(made.publisherId)).cpp.locked) return;
  const [change, after] = someChange(scene);
  scene.older.push(scene.cpp);
  scene.cpp = after;
  const isUnderWay = random.chance(0.5);
  if (isUnderWay) await world.simulator.fault({ system: "cpp", method: "PUT", status: 500 });
  const working = isUnderWay ? work(scene) : null;
  await world.simulator.changeInCpp(made.publisherId, change);
  await working;
  if (isUnderWay) await world.simulator.healAll();
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
async function importAgain(scene: Scene): Promise<void> {
  const { world, random, cpp, older } = scene;
  const isOld = older.length > 0 && random.chance(0.2);
  const working = random.chance(0.3) ? work(scene) : null;
  await world.importRows([isOld ? random.pick(older) : cpp]);
  await working;
}

/** Microsoft decides on an application, or gets on with it. */
async function vet({ world, random, made, member }: Scene): Promise<void> {
  const { pick } = random;
  const decision = pick([
    { status: "Pending", step: "BUSINESS_VERIFICATION" },
    { status: "Authorized" },
    { status: "Authorized" },
    { status: "Rejected" },
  ]);
  for (const { tenantId } of [made.tenant, made.mpnTenant, member.tenant])
    await world.simulator.vetting({ tenantId, ...decision }).catch(() => undefined);
  if (random.chance(0.7)) world.clock.advance(minutes(15));
}

/** A membership is closed, or loses or gains tenants, or is as it was at first. */
async function changeMembership({ world, random, made, member, memberships, companyIsFree }: Scene): Promise<void> {
  const membership = random.pick(memberships);
  const others = random.pick([[], membership.associatedTenants]);
  const changed = random.pick<Partial<MpnRow>>([
    {},
    {},
    { standing: "INACTIVE" },
    { associatedTenants: others },
    ...(companyIsFree && membership.tenantId === member.tenant.tenantId
      ? [{ associatedTenants: [made.tenant.tenantId] }]
      : []),
  ]);
  await world.simulator.learn({ mpnAccounts: [{ ...membership, ...changed }] });
}

/** The nightly jobs run. */
async function tidy({ world }: Scene): Promise<void> {
  await sweep(world.app.services);
  await reconcileIn(world);
}
