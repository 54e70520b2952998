import type { FastifyInstance } from "fastify";
import { Refusal } from "./refusal";

/** Accepts only bodies declared as JSON; an empty one counts as none. */
export function parseJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    if (body === "") return done(null, undefined);
    try {
      return done(null, JSON.parse(body.toString()));
    } catch {
      return done(new Refusal(400, undefined, "The body is not JSON"));
    }
  });
}

/** Accepts only bodies declared as forms. */
export function parseForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
  );
}
