import ipaddr from "ipaddr.js";

/**
 * Whose an address is: an IPv4 address is its own, also when it is written as IPv6; of IPv6 it is the first half, since
 * whoever has one address there has all that share it. What is no address is left as it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const ip = ipaddr.process(address);
  return "parts" in ip ? ip.parts.slice(0, 4).join(":") : ip.toString();
}
