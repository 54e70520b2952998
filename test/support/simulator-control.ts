/** A real change to an upstream system's data. */
export interface Effect {
  system: string;
  effect: string;
  publisherId: string | null;
  subject: string;
  requestId: string | null;
}

/** A mail in a simulated mailbox. */
export interface Mail {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** A fault to lay in the simulator. */
export interface Fault {
  system: string;
  path?: string;
  method?: string;
  status?: number;
  delayMs?: number;
  drop?: boolean;
  after?: boolean;
  headers?: Record<string, string>;
  body?: unknown;
  times?: number;
}

/** The simulator's control calls, typed. */
export interface SimulatorControl {
  token(email: string, options?: Record<string, string | number>): Promise<string>;
  mailbox(address: string): Promise<Mail[]>;
  effects(publisherId: string): Promise<Effect[]>;
  tenantEffects(tenantId: string): Promise<Effect[]>;
  state(publisherId: string): Promise<SimulatedState>;
  fault(fault: Fault): Promise<void>;
  healAll(): Promise<void>;
  vetting(change: { tenantId?: string; mpnId?: string; status: string; step?: string }): Promise<void>;
  learn(world: object): Promise<void>;
  changeInCpp(publisherId: string, change: object): Promise<void>;
  rotateKeys(change: { rotate: "work" | "consumer"; retireOld?: boolean }): Promise<void>;
  calls(): Promise<Record<string, number>>;
}

/** The current state of an account in CPP and Partner Center. */
export interface SimulatedState {
  cpp: { locked: boolean; users: { principal: string; role: string; identity: string }[] };
  partnerCenter: {
    settings: { companyName: string; sellerId: string; mpnId: string };
    users: { userPrincipalName: string | null; applicationId: string | null; role: string }[];
  } | null;
}

/** Creates a client of the control calls of the simulator at that URL. */
export function simulatorControl(url: string): SimulatorControl {
  const call = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/simulator/${path}`, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the simulator answered ${response.status} to ${method} ${path}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  return {
    token: async (email, options = {}) => {
      const query = new URLSearchParams({ email, expiresIn: "86400", ...stringified(options) });
      return (await call<{ access_token: string }>("GET", `token?${query.toString()}`)).access_token;
    },
    mailbox: (address) => call("GET", `mailbox/${encodeURIComponent(address)}`),
    effects: (publisherId) => call("GET", `effects?publisherId=${encodeURIComponent(publisherId)}`),
    tenantEffects: (tenantId) => call("GET", `effects?tenantId=${tenantId}`),
    state: (publisherId) => call("GET", `state?publisherId=${encodeURIComponent(publisherId)}`),
    fault: (fault) => call("POST", "faults", fault),
    healAll: () => call("DELETE", "faults"),
    vetting: (change) => call("POST", "vetting", change),
    learn: (world) => call("POST", "world", world),
    changeInCpp: (publisherId, change) => call("POST", `publishers/${encodeURIComponent(publisherId)}`, change),
    rotateKeys: (change) => call("POST", "keys", change),
    calls: () => call("GET", "calls"),
  };
}

const stringified = (options: Record<string, string | number>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]));
