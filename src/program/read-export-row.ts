import { z } from "zod";
import { principalOfUser, type CppAccount } from "../account/cpp-account-rules";
import { parseAddress } from "../address";
import { digest } from "../ids";
import type { CppUser, PostalAddress } from "../upstream/upstream";

const expected = (what: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? "missing" : `not ${what}`),
});
const isObject = (input: unknown) => typeof input === "object" && input !== null && !Array.isArray(input);
const printable = /^[^\p{Cc}\p{Cs}]*$/u;

const typed = (max: number) => z.string(expected("a text")).max(max, `longer than ${max} characters`);
const text = typed(256).regex(/\S/, "blank").regex(printable, "has control characters");
const perhaps = typed(256)
  .regex(printable, "has control characters")
  .nullable()
  .transform((given) => (given?.trim() ? given : null));
const optional = perhaps.optional().transform((given) => given ?? null);
const email = z
  .string(expected("a text"))
  .trim()
  .refine((given) => parseAddress(given) !== null, "not an e-mail address");

const address = z
  .object(
    {
      line1: text,
      line2: optional,
      city: text,
      region: optional,
      postalCode: optional,
      countryCode: z
        .string(expected("a text"))
        .regex(/^[A-Za-z]{2}$/, "not a country code")
        .toUpperCase(),
    },
    expected("an object"),
  )
  .transform((parts): PostalAddress => parts);

const contact = z.object({ name: text, email, phone: perhaps, address: address.nullable() }, expected("an object"));

const kinds = { person: "PERSON", group: "GROUP", application: "APPLICATION" } as const;
const roles = { Owner: "OWNER", Contributor: "CONTRIBUTOR" } as const;
const identities = { work: "WORK", microsoftAccount: "PERSONAL_MICROSOFT_ACCOUNT" } as const;

const common = {
  displayName: perhaps,
  role: z.enum(["Owner", "Contributor"], expected("Owner or Contributor")),
  identity: z.enum(["work", "microsoftAccount"], expected("work or microsoftAccount")),
};
const applicationId = z
  .string(expected("a text"))
  .regex(/^[\x21-\x7e]{1,64}$/, "not an application ID")
  .toLowerCase();

const user = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.enum(["person", "group"]), email, ...common }),
    z.object({ kind: z.literal("application"), applicationId, ...common }),
  ],
  { error: ({ input }) => (isObject(input) ? "not person, group or application" : "not an object") },
);

const asCppUser = (given: z.output<typeof user>): CppUser => ({
  kind: kinds[given.kind],
  email: given.kind === "application" ? null : given.email,
  applicationId: given.kind === "application" ? given.applicationId : null,
  displayName: given.displayName,
  role: roles[given.role],
  identity: identities[given.identity],
});

const users = z
  .array(user, expected("a list"))
  .superRefine((given, context) => {
    if (!given.some(({ role }) => role === "Owner")) context.addIssue({ code: "custom", message: "no owner" });
    const first = new Map<string, number>();
    for (const [index, one] of given.entries()) {
      const principal = principalOfUser(asCppUser(one));
      const before = first.get(principal);
      if (before === undefined) first.set(principal, index);
      else context.addIssue({ code: "custom", path: [index], message: `the same user as users.${before}` });
    }
  })
  .transform((given) => given.map(asCppUser));

const exportRow = z
  .object(
    {
      publisherId: z.string(expected("a text")).regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "not a publisher ID"),
      displayName: text,
      accountType: z.enum(["COMPANY", "INDIVIDUAL"], expected("COMPANY or INDIVIDUAL")),
      mpnId: typed(64).nullable(),
      signInEmail: email,
      sellerContact: contact,
      users,
    },
    expected("an object"),
  )
  .transform(({ sellerContact, ...row }): CppAccount => ({ ...row, contact: sellerContact }));

const mostReasons = 5;

/** Returns the account in a line of an export, or why it is invalid. */
export function readExportRow(line: string): { cpp: CppAccount } | { reasons: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { reasons: ["not JSON"] };
  }
  const read = exportRow.safeParse(value);
  if (read.success) return { cpp: read.data };
  const reasons = read.error.issues.map(({ path, message }) => [...(path.length ? [path.join(".")] : []), message]);
  return { reasons: reasons.slice(0, mostReasons).map((parts) => parts.join(": ")) };
}

/**
 * Returns a hash that shows whether a row has changed since it was last imported; the order of the users does not
 * matter.
 */
export function importHashOf(cpp: CppAccount): string {
  const byPrincipal = cpp.users.map((one) => [principalOfUser(one), one] as const);
  const sorted = byPrincipal.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return digest("cpp-account@1", JSON.stringify({ ...cpp, users: sorted }));
}
