import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { Clock } from "../clock";
import { networkOf } from "./network-of";

/** Limits the rate of requests. */
export interface RateLimit {
  /** Counts one request of a person. Throws RATE_LIMITED when there are too many. */
  take(person: string): void;
  /** Does the same for a request without a valid token, by its address. */
  takeFrom(address: string): void;
}

interface Bucket {
  /** The requests that are left. */
  left: number;
  at: number;
}

const minute = 60_000;
/** The most persons, and the most networks, to keep. The least recent is evicted, which only ever allows it more. */
const mostRemembered = 20_000;

/** Gives everyone a bucket of `perMinute` requests that refills evenly within a minute; 0 sets no limit. */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  if (perMinute === 0) return { take: () => undefined, takeFrom: () => undefined };
  // One client can have any number of addresses, so they may evict only each other.
  const [persons, networks] = [new Map<string, Bucket>(), new Map<string, Bucket>()];
  const takeOf = (buckets: Map<string, Bucket>, who: string) => {
    const now = clock.now();
    const bucket = buckets.get(who) ?? { left: perMinute, at: now };
    buckets.delete(who);
    buckets.set(who, bucket);
    if (buckets.size > mostRemembered) buckets.delete(buckets.keys().next().value!);
    // The clock may be set back: nobody has to wait until it is where it was.
    const passed = Math.max(0, now - bucket.at);
    bucket.left = Math.min(perMinute, bucket.left + (passed / minute) * perMinute);
    bucket.at = now;
    if (bucket.left < 1) throw tooManyRequests(Math.ceil(((1 - bucket.left) / perMinute) * 60));
    bucket.left -= 1;
  };
  return {
    take: (person) => takeOf(persons, person),
    takeFrom: (address) => takeOf(networks, networkOf(address)),
  };
}

function tooManyRequests(seconds: number): GraphQLError {
  const headers = new HeaderMap([["retry-after", String(seconds)]]);
  return new GraphQLError(`Too many requests: try again in ${seconds} s.`, {
    extensions: { code: "RATE_LIMITED", http: { status: 429, headers } },
  });
}
