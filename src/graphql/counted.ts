import { viewerKey, type Viewer } from "../viewer/viewer";
import type { RateLimit } from "./rate-limit";

/** Awaits the caller and counts the request: by person, or by address without a valid token. */
export async function counted<T>(
  rates: RateLimit,
  ip: string,
  coming: Promise<T>,
  viewerOf: (come: T) => Viewer | null,
): Promise<T> {
  const come = await coming.catch((error: unknown) => {
    rates.takeFrom(ip);
    throw error;
  });
  const viewer = viewerOf(come);
  if (viewer) rates.take(viewerKey(viewer));
  else rates.takeFrom(ip);
  return come;
}
