import { MoreThan } from "typeorm";
import { Job } from "../../../entities/job";
import { sweep } from "../../../src/sweep";
import { PreflightDocument } from "../../generated/graphql";
import { reconcileIn } from "../../support/reconcile";
import { someFault } from "../../support/some-fault";
import { minutes } from "../../support/test-clock";
import { until } from "../../support/until";
import { work, type CppRow, type CppUserRow, type MpnRow, type Scene } from "./scene";

const systems = ["partner-center", "partner-center", "cpp", "cpp", "graph", "entra", "mail"];

/** What Partner Center and CPP say when they refuse a call. */
const refusals = [
  { system: "partner-center", body: { code: 2000, description: "Not accepted", data: [], source: "PartnerFD" } },
  { system: "cpp", body: { error: { code: "NotNow", message: "Not accepted" } } },
];

/** Makes some system fail or refuse for a while. */
export async function someTrouble({ world, random }: Scene): Promise<void> {
  const { chance, pick } = random;
  const refusal = { ...pick(refusals), method: pick(["PUT", "POST"]), status: 400, times: 1 };
  await world.simulator.fault(chance(0.3) ? refusal : someFault(random, systems));
}

type Event = (scene: Scene) => Promise<unknown>;

const beside: Event[] = [importAgain, vet, changeMembership, heldUp];

/** Lets something happen that no owner asked for, while nothing else goes on. */
export const somethingHappens = (scene: Scene): Promise<unknown> =>
  scene.random.pick<Event>([timePasses, timePasses, changeInCpp, changeInCpp, tidy, tryOut, ...beside])(scene);

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
  const email = pick([made.owner, made.secondOwner, made.employee, made.contributor, made.insider]);
  const others = cpp.users.filter((user) => user.email !== email);
  const isNeeded = !others.some(
    (user) => user.role === "Owner" && (user.identity === "work" || user.email === made.owner),
  );
  const isPresent = others.length < cpp.users.length;
  if (isPresent && !isNeeded && chance(0.5)) return [{ removeUser: email }, { ...cpp, users: others }];
  const first = (made.world.accounts[0] as CppRow).users;
  const stranger = { kind: "person", email, displayName: email, identity: pick(["work", "work", "microsoftAccount"]) };
  const user = [...cpp.users, ...first].find((one) => one.email === email) ?? stranger;
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

/** A run is held up for longer than its lease, and another worker begins the same. */
async function heldUp(scene: Scene): Promise<void> {
  const { world, random, other } = scene;
  const { clock, app } = world;
  const system = random.pick(["partner-center", "cpp", "graph"]);
  await world.simulator.fault({ system, delayMs: 100, after: random.chance(0.5), times: 1 });
  let ended = false;
  const first = world.settle().finally(() => (ended = true));
  const held = { heldUntil: MoreThan(clock.now()) };
  await until(async () => ended || (await app.services.database.reader.existsBy(Job, held)));
  clock.advance(25_000);
  await Promise.all([first, other.drain()]);
}

/** An owner tries out answers, which changes nothing. */
async function tryOut({ random, people, made, member }: Scene): Promise<void> {
  const answers = {
    workEmail: random.pick([made.owner, made.employee, made.insider]),
    mpnId: random.pick([made.mpnId, member.mpnId, null]),
  };
  await random.pick([...people.values()]).run(PreflightDocument, { publisherId: made.publisherId, ...answers });
}
