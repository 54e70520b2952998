import type { Calls } from "./control/calls";
import type { Keyring } from "./entra/keyring";
import type { Faults } from "./faults/faults";
import type { State } from "./state/open-state";

/** What every room of the running simulator works with. */
export interface Simulation {
  state: State;
  keyring: Keyring;
  faults: Faults;
  calls: Calls;
  /** Where the simulator is reached; known once it listens. */
  url: string;
  /** What the people's tokens are for. */
  apiAudience: string;
  clientId: string;
  clientSecret: string;
  /** Waits, but not longer than the simulator runs. */
  wait(milliseconds: number): Promise<void>;
}
