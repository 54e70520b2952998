import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { Clock } from "../clock";
import { networkOf } from "./network-of";

/** Counts requests. */
export interface RateLimit {
  /** Counts one request of a person. Throws RATE_LIMITED for one too many. */
  take(person: string): void;
  /** The same of whoever shows no good token, as their address. */
  takeFrom(address: string): void;
}

interface Bucket {
  /** The requests that are left. */
  left: number;
  at: number;
}

const minute = 60_000;
/** So many persons are told apart, and so many addresses; who has not been heard of for longest is forgotten, which only ever gives them more. */
const mostRemembered = 20_000;

/** A bucket for everybody, which holds so many requests and fills evenly within a minute; 0 sets no limit. */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  if (perMinute === 0) return { take: () => undefined, takeFrom: () => undefined };
  // Addresses are to be had in any number: they push nobody out but each other.
  const [persons, networks] = [new Map<string, Bucket>(), new Map<string, Bucket>()];
  const takeOf = (buckets: Map<string, Bucket>, who: string) => {
    const now = clock.now();
    const bucket = buckets.get(who) ?? { left: perMinute, at: now };
    buckets.delete(who);
    buckets.set(who, bucket);
    if (buckets.size > mostRemembered) buckets.delete(buckets.keys().next().value!);
    bucket.left = Math.min(perMinute, bucket.left + ((now - bucket.at) / minute) * perMinute);
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
