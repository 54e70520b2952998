import ipaddr from "ipaddr.js";

/**
 * Returns the network that an address counts for. An IPv4 address, also one written as IPv6, counts alone. An IPv6
 * address counts by its first half (/64), because one client has all of it. Other text is returned unchanged.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  return "parts" in ip ? ip.parts.slice(0, 4).join(":") : ip.toString();
}
