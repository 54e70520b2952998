import { sweep } from "../../../src/sweep";
import { reconcileIn } from "../../support/reconcile";
import { minutes } from "../../support/test-clock";
import { changeInCpp, importAgain } from "./cpp-changes";
import { eraseSomebody } from "./erase";
import { insist } from "./insist";
import { rehearse } from "./rehearse";
import { work, type MpnRow, type Scene } from "./scene";
import { comeLoose, getStuck } from "./stuck";

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

/** Microsoft decides on an application, or gets on with it; a worker may get stuck with what it is told. */
async function vet(scene: Scene): Promise<void> {
  const { world, random, made, member } = scene;
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
  if (random.chance(0.5)) await getStuck(scene);
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
