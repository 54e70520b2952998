import { viewerKey, type Viewer } from "../viewer/viewer";
import type { RateLimit } from "./rate-limit";

/** Who comes, once they are counted: as that person, or, of whoever shows no good token, as their address. */
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
