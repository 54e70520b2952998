import { z } from "zod";
import type { Request, Write } from "../request/call";
import { newErrand } from "../request/errand";
import { unavailable } from "../request/unavailable";
import type { Cpp, StaleEtag } from "../upstream";
import { createReadPublisher } from "./read-publisher";
import { cppPath, keyOf, userBody } from "./wire";

interface Change extends Pick<Write<unknown>, "name" | "method" | "key"> {
  /** The path: the publisher, and which part of it. */
  at: string[];
  body?: object;
  etag: string;
}

/** Cloud Partner Portal over HTTP. */
export function createCpp(request: Request): Cpp {
  async function change({ at, etag, ...call }: Change): Promise<{ etag: string } | StaleEtag> {
    const errand = newErrand();
    const expected = call.method === "DELETE" ? ["412", "404 UserNotFound"] : ["412"];
    const path = cppPath(...at);
    const answer = await request({ ...call, path, ifMatch: etag, answer: z.unknown(), expected, errand });
    if (answer.kind === "refusal") return answer.status === 412 ? { stale: true } : { etag: answer.etag ?? etag };
    if (answer.etag === null) throw unavailable("cpp", errand, "an answer without ETag");
    return { etag: answer.etag };
  }

  return {
    publisher: createReadPublisher(request),
    lock(publisherId, etag, key) {
      const body = { locked: true, managedIn: "PartnerCenter" };
      return change({ name: "lock", method: "PUT", at: [publisherId], body, etag, key });
    },
    saveUser(publisherId, user, etag, key) {
      const at = [publisherId, "users", keyOf(user)];
      return change({ name: "save user", method: "PUT", at, body: userBody(user), etag, key });
    },
    removeUser(publisherId, principal, etag, key) {
      const at = [publisherId, "users", principal.toLowerCase()];
      return change({ name: "remove user", method: "DELETE", at, etag, key });
    },
  };
}
