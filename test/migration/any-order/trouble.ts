import type { MadeAccount } from "../../support/accounts";
import type { Fault } from "../../support/simulator-control";
import { someFault } from "../../support/some-fault";
import type { Scene } from "./scene";

const systems = ["partner-center", "partner-center", "cpp", "cpp", "graph", "entra", "mail"];

/** CPP refuses to be locked; it does not refuse what is synced to it later, which support would have to try again. */
export const refusedLock = ({ publisherId }: MadeAccount): Fault => ({
  ...{ system: "cpp", method: "PUT", path: `/api/publishers/${publisherId}?`, status: 400, times: 1 },
  body: { error: { code: "NotNow", message: "Not accepted" } },
});

/** Partner Center refuses a write. */
const refusedWrite = (method: string): Fault => ({
  ...{ system: "partner-center", method, status: 400, times: 1 },
  body: { code: 2000, description: "Not accepted", data: [], source: "PartnerFD" },
});

/** Makes some system fail for a while, or refuse a write, which it may have carried out all the same. */
export async function someTrouble({ world, random, made }: Scene): Promise<void> {
  const { chance, pick } = random;
  const refusal = pick([refusedWrite("PUT"), refusedWrite("POST"), refusedLock(made)]);
  await world.simulator.fault(chance(0.3) ? { ...refusal, after: chance(0.5) } : someFault(random, systems));
}
