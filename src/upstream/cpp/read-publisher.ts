import type { ZodType } from "zod";
import type { Request } from "../request/call";
import { type Errand, newErrand } from "../request/errand";
import { unavailable } from "../request/unavailable";
import type { Cpp, CppPublisher } from "../upstream";
import { cppPath, publisherAnswer, settingsAnswer, usersAnswer } from "./wire";

const readings = 3;

/** Reads a publisher with its settings and users, and retries when it changed between the three calls. */
export function createReadPublisher(request: Request): Cpp["publisher"] {
  return async (publisherId) => {
    const errand = newErrand();
    for (let reading = 0; reading < readings; reading++) {
      const found = await readOnce(request, publisherId, errand);
      if (found !== "changed") return found;
    }
    throw unavailable("cpp", errand, "the publisher changes faster than it can be read");
  };
}

async function readOnce(
  request: Request,
  publisherId: string,
  errand: Errand,
): Promise<CppPublisher | null | "changed"> {
  async function read<T>(name: string, path: string, answer: ZodType<T>): Promise<{ body: T; etag: string } | null> {
    const read = await request({ name, method: "GET", path, answer, expected: ["404 PublisherNotFound"], errand });
    if (read.kind === "refusal") return null;
    if (read.etag === null) throw unavailable("cpp", errand, "an answer without ETag");
    return { body: read.body, etag: read.etag };
  }

  const [publisher, settings, users] = await Promise.all([
    read(
      "publisher",
      cppPath(publisherId),
      publisherAnswer.refine((body) => body.id === publisherId),
    ),
    read("settings", cppPath(publisherId, "settings"), settingsAnswer),
    read("users", cppPath(publisherId, "users"), usersAnswer),
  ]);
  if (!publisher && !settings && !users) return null;
  if (!publisher || !settings || !users) return "changed";
  const { etag } = publisher;
  if (settings.etag !== etag || users.etag !== etag) return "changed";
  const { displayName, accountType, mpnId, signInEmail, locked } = publisher.body;
  const contact = settings.body.sellerContact;
  return { publisherId, displayName, accountType, mpnId, signInEmail, locked, contact, users: users.body.value, etag };
}
