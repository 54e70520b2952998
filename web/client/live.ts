import { createContext, use, useSyncExternalStore } from "react";
import { createClient, type Client } from "graphql-ws";
import type { Host } from "../session/host";
import { locale } from "../text/locale";

/** The way by which events come, and whether it is open. */
export interface Live {
  socket: Client;
  isOpen: () => boolean;
  onChange: (changed: () => void) => () => void;
}

/** Opens while something is followed, comes again when it was cut, and brings a new token each time. */
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

/** Where the page finds its way to events. */
export const LiveContext = createContext<Live | null>(null);

/** Whether events come by themselves just now; if not, one has to ask. */
export function useIsLive(): boolean {
  const live = use(LiveContext);
  if (!live) throw new Error("nobody is signed in");
  return useSyncExternalStore(live.onChange, live.isOpen);
}
