import { HeaderMap } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { Clock } from "../clock";

/** Counts requests. */
export interface RateLimit {
  /** Counts one request of a person or an address. Throws RATE_LIMITED for one too many. */
  take(who: string): void;
}

interface Bucket {
  /** The requests that are left. */
  left: number;
  at: number;
}

const minute = 60_000;
/** So many are told apart; who has not been heard of for longest is forgotten, which only ever gives them more. */
const mostRemembered = 20_000;

/** A bucket for everybody, which holds so many requests and fills evenly within a minute; 0 sets no limit. */
export function createRateLimit(perMinute: number, clock: Clock): RateLimit {
  if (perMinute === 0) return { take: () => undefined };
  const buckets = new Map<string, Bucket>();
  return {
    take: (who) => {
      const now = clock.now();
      const bucket = buckets.get(who) ?? { left: perMinute, at: now };
      buckets.delete(who);
      buckets.set(who, bucket);
      if (buckets.size > mostRemembered) buckets.delete(buckets.keys().next().value!);
      bucket.left = Math.min(perMinute, bucket.left + ((now - bucket.at) / minute) * perMinute);
      bucket.at = now;
      if (bucket.left < 1) throw tooManyRequests(Math.ceil(((1 - bucket.left) / perMinute) * 60));
      bucket.left -= 1;
    },
  };
}

function tooManyRequests(seconds: number): GraphQLError {
  const headers = new HeaderMap([["retry-after", String(seconds)]]);
  return new GraphQLError(`Too many requests: try again in ${seconds} s.`, {
    extensions: { code: "RATE_LIMITED", http: { status: 429, headers } },
  });
}
