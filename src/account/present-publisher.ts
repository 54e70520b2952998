import { UpstreamRejected } from "../faults";
import type { Services } from "../services";
import type { CppPublisher } from "../upstream/upstream";

/** The publisher as CPP has it now. Throws UpstreamRejected, which no retry mends, when CPP does not know it. */
export async function presentPublisher({ upstream }: Services, publisherId: string): Promise<CppPublisher> {
  const cpp = await upstream.cpp.publisher(publisherId);
  if (cpp) return cpp;
  throw new UpstreamRejected("cpp", 404, "PublisherNotFound", "CPP has no such publisher", "");
}
