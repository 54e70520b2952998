import { z } from "zod";
import { email, label } from "./words";

const role = z.enum(["Owner", "Contributor"]);
const identity = z.enum(["work", "microsoftAccount"]);
const displayName = label.nullable();

/** A user of a publisher account: a person or a group has an address, an application its ID. */
export const cppUser = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["person", "group"]), email, displayName, role, identity }),
  z.strictObject({ kind: z.literal("application"), applicationId: label, displayName, role, identity }),
]);
/** A user of a publisher account. */
export type CppUser = z.infer<typeof cppUser>;

/** The key of a user: the lower-case address or application ID. */
export function principalOf(user: CppUser): string {
  return ("email" in user ? user.email : user.applicationId).toLowerCase();
}

const address = z.strictObject({
  line1: label,
  line2: label.nullish(),
  city: label,
  region: label.nullish(),
  postalCode: label.nullish(),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "not a country code"),
});

/** The contact that the marketplace writes to. */
export const sellerContact = z.strictObject({
  name: label,
  email,
  phone: label.nullable(),
  address: address.nullable(),
});

/** A publisher account as CPP exports it. */
export const publisherAccount = z
  .object({
    publisherId: z.string().min(1).max(100),
    displayName: label,
    accountType: z.enum(["COMPANY", "INDIVIDUAL"]),
    mpnId: z.string().max(100).nullable(),
    signInEmail: email,
    sellerContact,
    users: z.array(cppUser),
  })
  .refine(({ users }) => users.some((user) => user.role === "Owner"), { path: ["users"], message: "no owner" })
  .refine(({ users }) => new Set(users.map(principalOf)).size === users.length, {
    path: ["users"],
    message: "the same user twice",
  });
/** A publisher account as CPP exports it. */
export type PublisherAccount = z.infer<typeof publisherAccount>;
