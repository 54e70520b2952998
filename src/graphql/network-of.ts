import { isIPv6 } from "node:net";

/** Whose an address is: of IPv6 its first half, of which everybody has the whole other half; an IPv4 address is itself, also written as IPv6. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  // Two groups that are written as IPv4, and zeros that are left out or not, come in one form.
  const text = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(text);
  if (mapped) {
    const [high, low] = mapped.slice(1).map((group) => parseInt(group, 16)) as [number, number];
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  const [before = [], after = []] = text.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].slice(0, 4).join(":");
}
