import { z } from "zod";
import { principalOf } from "../../address";
import type { Dialect } from "../request/read-reply";
import { segment } from "../request/paths";
import type { CppUser, PostalAddress } from "../upstream";

/** How CPP expresses a refusal. */
export const cppDialect: Dialect = {
  refusal: z
    .object({ error: z.object({ code: z.string(), message: z.string().default("") }) })
    .transform(({ error }) => ({ code: error.code, description: error.message })),
  forbids: ["PublisherLocked"],
};

/** The path of a publisher, or of something under it. */
export function cppPath(...segments: string[]): string {
  return `/api/publishers/${segments.map(segment).join("/")}?api-version=2017-10-31`;
}

/** The lengths are those that an import accepts, and that the database has room for. */
const text = z.string().max(256);
const email = z.string().max(254);
const id = z.string().max(64);

const optional = (given: typeof text) => given.nullish().transform((text) => text || null);

const address = z
  .object({
    line1: text,
    line2: optional(text),
    city: text,
    region: optional(text),
    postalCode: optional(text),
    countryCode: text,
  })
  .transform((parts): PostalAddress => parts);

/** A publisher, without its settings and users. */
export const publisherAnswer = z.object({
  id: z.string(),
  displayName: text,
  accountType: z.enum(["COMPANY", "INDIVIDUAL"]),
  mpnId: optional(id),
  signInEmail: email,
  locked: z.boolean(),
});

/** A publisher's settings. */
export const settingsAnswer = z.object({
  displayName: text,
  sellerContact: z.object({
    name: text,
    email,
    phone: optional(text),
    address: address.nullish().transform((it) => it ?? null),
  }),
});

const kinds = { person: "PERSON", group: "GROUP", application: "APPLICATION" } as const;
const roles = { Owner: "OWNER", Contributor: "CONTRIBUTOR" } as const;
const identities = { work: "WORK", microsoftAccount: "PERSONAL_MICROSOFT_ACCOUNT" } as const;

const user = z
  .object({
    kind: z.enum(["person", "group", "application"]),
    email: optional(email),
    applicationId: optional(id).transform((id) => id && id.toLowerCase()),
    displayName: optional(text),
    role: z.enum(["Owner", "Contributor"]),
    identity: z.enum(["work", "microsoftAccount"]),
  })
  .refine(({ email, applicationId }) => (email === null) !== (applicationId === null))
  .transform(({ kind, role, identity, ...rest }): CppUser => ({
    kind: kinds[kind],
    role: roles[role],
    identity: identities[identity],
    ...rest,
  }));

/** A publisher's users. A list that names somebody twice, however spelled, is rejected, as it is in an export. */
export const usersAnswer = z.object({
  value: z.array(user).refine((users) => new Set(users.map((one) => principalOf(keyOf(one)))).size === users.length),
});

/** A user in CPP's format. */
export function userBody({ kind, email, applicationId, displayName, role, identity }: CppUser): object {
  return {
    kind: kind.toLowerCase(),
    ...(email === null ? { applicationId } : { email }),
    displayName,
    role: role === "OWNER" ? "Owner" : "Contributor",
    identity: identity === "WORK" ? "work" : "microsoftAccount",
  };
}

/** The key by which CPP identifies a user. */
export function keyOf({ email, applicationId }: CppUser): string {
  return (email ?? applicationId ?? "").toLowerCase();
}
