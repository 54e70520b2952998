import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema } from "graphql";
import type { ProblemType } from "../../entities/refusal";
import { MigrationAction, MigrationStatus, MpnIdInvalidReason, WorkEmailUnusableReason } from "../../entities/words";
import type { Context } from "../../src/graphql/context";
import { problemMessage } from "../../src/graphql/problem-message";
import type { Refused } from "../../src/graphql/refused";
import { en } from "../../src/messages/en";
import { elsewhere, userRow } from "../support/rows";

type Details<Type extends ProblemType> = Omit<
  Extract<Refused, { __typename: Type }>,
  "__typename" | "path" | "accountId"
>;

const answer = "owner@contoso.com";
const prefix = "problem.NotAllowedNow.";
const notAllowed = new Set([
  ...Object.values(MigrationStatus),
  ...[MigrationAction.CONFIRM_WORK_EMAIL, MigrationAction.ENROLL_IN_MPN],
  ...Object.keys(en).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : [])),
]);

/** Every form of each refusal; the compiler reports a missing type. */
const occurrences: { [Type in ProblemType]: Details<Type>[] } = {
  TenantMismatch: [
    { subject: "workEmail", tenantId: elsewhere, answer },
    { subject: "mpnId", tenantId: elsewhere, answer: "41" },
    { subject: "seller", tenantId: elsewhere, answer: "41" },
    { subject: "mpnId", tenantId: "one that cannot be named now", answer: "41" },
  ],
  PersonalAccountNotAllowed: [
    { tenantId: elsewhere, answer },
    { tenantId: null, answer },
  ],
  WorkEmailUnusable: Object.values(WorkEmailUnusableReason).map((emailReason) => ({ emailReason, answer })),
  ConfirmationCodeRejected: [{ attemptsLeft: 4 }, { attemptsLeft: 1 }, { attemptsLeft: null }],
  MpnIdInvalid: Object.values(MpnIdInvalidReason).map((mpnIdReason) => ({ mpnIdReason, answer: "41" })),
  TenantAlreadyEnrolled: [{ mpnId: "41", tenantId: elsewhere }],
  OwnerRoleRequired: [{}],
  NotAllowedNow: [...notAllowed].map((why) => ({ why })),
  VersionConflict: [{}],
  InvalidInput: [{ fields: [{ path: ["input"], message: "field.blank" }] }],
  NotFound: [{}],
  UserAlreadyAdded: [{ userId: "u" }],
  LastOwner: [{}],
  TooManyAttempts: [{ retryAfterSeconds: 61 }, { retryAfterSeconds: 30 }],
  TemporarilyUnavailable: ["entra", "graph", "partner-center", "cpp", "mail"].map((system) => ({
    system,
    retryAfterSeconds: 2,
  })),
};

const refusals = Object.entries(occurrences).flatMap(([type, all]) =>
  all.map((details): [string, Refused] => [
    `${type} ${JSON.stringify(details)}`,
    { __typename: type, path: [], accountId: "a", ...details } as Refused,
  ]),
);

const contextIn = (locale: "en" | "sv", owners = [userRow(), userRow({ name: "Anna" })]): Context =>
  ({
    locale,
    loaders: {
      tenant: { load: async (id: string) => (id === elsewhere ? { displayName: "Fabrikam" } : null) },
      owners: { load: async () => owners },
    },
  }) as unknown as Context;

test("the refusals are the Problem types of the contract", () => {
  const schema = buildSchema(readFileSync(join(__dirname, "../../schema/schema.graphql"), "utf8"));
  const problems = schema.getPossibleTypes(schema.getType("Problem") as never).map(({ name }) => name);
  expect(Object.keys(occurrences).sort()).toEqual([...problems].sort());
});

test.each(refusals)("%s has a sentence in both languages", async (_, refusal) => {
  const [english, swedish] = [
    await problemMessage(contextIn("en"), refusal),
    await problemMessage(contextIn("sv"), refusal),
  ];
  for (const sentence of [english, swedish]) {
    expect(sentence).toMatch(/^.+\.$/su);
    expect(sentence).not.toMatch(/[{}]|undefined|null|\bnone\b/);
    if ("answer" in refusal && refusal.__typename !== "TenantMismatch") expect(sentence).toContain(refusal.answer);
    if ("tenantId" in refusal && refusal.tenantId === elsewhere && refusal.__typename !== "TenantAlreadyEnrolled")
      expect(sentence).toContain("Fabrikam");
  }
  expect(swedish).not.toBe(english);
});

test("no two refusals have the same English message", async () => {
  const sentences = await Promise.all(refusals.map(([, refusal]) => problemMessage(contextIn("en"), refusal)));
  expect(new Set(sentences).size).toBe(sentences.length);
});

test.each([
  [[], "Ask support who owns it."],
  [[userRow()], "Ask Olga Owner."],
  [[userRow(), userRow({ name: null })], "Ask one of its owners: Olga Owner or owner@contoso.com."],
])("OwnerRoleRequired names the owners to ask, or support when there are none", async (owners, cure) => {
  const [, refusal] = refusals.find(([name]) => name.startsWith("OwnerRoleRequired"))!;
  expect(await problemMessage(contextIn("en", owners), refusal)).toContain(cure);
});
