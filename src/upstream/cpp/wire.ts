import { z } from "zod";
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

const optional = z
  .string()
  .nullish()
  .transform((text) => text || null);

const address = z
  .object({
    line1: z.string(),
    line2: optional,
    city: z.string(),
    region: optional,
    postalCode: optional,
    countryCode: z.string(),
  })
  .transform((parts): PostalAddress => parts);

/** A publisher, without its settings and users. */
export const publisherAnswer = z.object({
  id: z.string(),
  displayName: z.string(),
  accountType: z.enum(["COMPANY", "INDIVIDUAL"]),
  mpnId: optional,
  signInEmail: z.string(),
  locked: z.boolean(),
});

/** A publisher's settings. */
export const settingsAnswer = z.object({
  displayName: z.string(),
  sellerContact: z.object({
    name: z.string(),
    email: z.string(),
    phone: optional,
    address: address.nullish().transform((it) => it ?? null),
  }),
});

const kinds = { person: "PERSON", group: "GROUP", application: "APPLICATION" } as const;
const roles = { Owner: "OWNER", Contributor: "CONTRIBUTOR" } as const;
const identities = { work: "WORK", microsoftAccount: "PERSONAL_MICROSOFT_ACCOUNT" } as const;

/** A publisher's users. */
export const usersAnswer = z.object({
  value: z.array(
    z
      .object({
        kind: z.enum(["person", "group", "application"]),
        email: optional,
        applicationId: optional.transform((id) => id && id.toLowerCase()),
        displayName: optional,
        role: z.enum(["Owner", "Contributor"]),
        identity: z.enum(["work", "microsoftAccount"]),
      })
      .refine(({ email, applicationId }) => (email === null) !== (applicationId === null))
      .transform(({ kind, role, identity, ...rest }): CppUser => ({
        kind: kinds[kind],
        role: roles[role],
        identity: identities[identity],
        ...rest,
      })),
  ),
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
export function principalOf({ email, applicationId }: CppUser): string {
  return (email ?? applicationId ?? "").toLowerCase();
}
