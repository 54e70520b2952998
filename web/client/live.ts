import { createContext, use, useSyncExternalStore } from "react";
import { createClient, type Client } from "graphql-ws";
import type { Host } from "../session/host";
import { locale } from "../text/locale";

/** The connection that delivers events, and whether it is open. */
export interface Live {
  socket: Client;
  isOpen: () => boolean;
  onChange: (changed: () => void) => () => void;
}

/** Creates a connection that is open while something is followed, and reconnects with a new token after a break. */
export function createLive(host: Host): Live {
  let open = false;
  const listeners = new Set<() => void>();
  const become = (now: boolean) => {
    open = now;
    for (const changed of listeners) changed();
  };
  return {
    socket: createClient({
      url: `${window.location.origin.replace(/^http/, "ws")}/graphql`,
      connectionParams: async () => ({ authorization: `Bearer ${await host.getToken()}`, acceptLanguage: locale }),
      retryAttempts: Infinity,
      shouldRetry: () => true,
      on: { connected: () => become(true), closed: () => become(false) },
    }),
    isOpen: () => open,
    onChange: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** Provides the connection that delivers events. */
export const LiveContext = createContext<Live | null>(null);

/** Whether events are being delivered now; if not, the page has to poll. */
export function useIsLive(): boolean {
  const live = use(LiveContext);
  if (!live) throw new Error("nobody is signed in");
  return useSyncExternalStore(live.onChange, live.isOpen);
}
