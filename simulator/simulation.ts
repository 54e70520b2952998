import type { Calls } from "./control/calls";
import type { Keyring } from "./entra/keyring";
import type { Faults } from "./faults/faults";
import type { State } from "./state/open-state";

/** What all rooms of the running simulator share. */
export interface Simulation {
  state: State;
  keyring: Keyring;
  faults: Faults;
  calls: Calls;
  /** The URL of the simulator; empty until it listens. */
  url: string;
  /** The audience of the people's tokens. */
  apiAudience: string;
  clientId: string;
  clientSecret: string;
  /** Waits; throws a 503 refusal if the simulator stops first. */
  wait(milliseconds: number): Promise<void>;
}
