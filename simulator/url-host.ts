import { isIPv6 } from "node:net";

/** Returns the host to put into the URL of what listens on that host; on all addresses, it is reached on the local one. */
export function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return isIPv6(host) ? `[${host}]` : host;
}
