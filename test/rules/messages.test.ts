import {
  FailureCode,
  MigrationStatus,
  RequirementReason,
  StepKind,
  WorkEmailUnusableReason,
  MpnIdInvalidReason,
} from "../../entities/words";
import { en } from "../../src/messages/en";
import { format, isMessageKey, type MessageKey } from "../../src/messages/format";
import { negotiateLocale } from "../../src/messages/locale";
import { sv } from "../../src/messages/sv";
import { filling, placesOf } from "../support/places";

const keys = Object.keys(en) as MessageKey[];

test("both catalogues have the same keys", () => {
  expect(Object.keys(sv).sort()).toEqual([...keys].sort());
});

test.each(keys)("%s has the same placeholders in both languages, and different text", (key) => {
  expect(placesOf(sv[key])).toEqual(placesOf(en[key]));
  if (!key.startsWith("system.")) expect(sv[key]).not.toBe(en[key]);
});

test.each(keys)("%s is a whole sentence in both languages", (key) => {
  for (const locale of ["en", "sv"] as const) {
    const text = format(locale, key, Object.fromEntries(placesOf(en[key]).map(filling)));
    expect(text).not.toMatch(/[{}]|undefined|null| {2}| [.,:]/);
    if (!/^(system|person|mail\.code\.(subject|code))/.test(key)) expect(text).toMatch(/^[\p{L}\d].*\.$/su);
  }
});

const { CODE_SENT, CONFIRM_WORK_EMAIL, PERSONAL_MICROSOFT_ACCOUNT, TENANT_MISMATCH, ...mpnReasons } = RequirementReason;
test.each<[string, string[]]>([
  ["event.status", Object.values(MigrationStatus)],
  ["problem.NotAllowedNow", Object.values(MigrationStatus)],
  ["event.step", Object.values(StepKind)],
  ["failure", Object.values(FailureCode)],
  ["problem.WorkEmailUnusable", Object.values(WorkEmailUnusableReason)],
  ["problem.MpnIdInvalid", Object.values(MpnIdInvalidReason)],
  ["hint.WORK_EMAIL", [CODE_SENT, CONFIRM_WORK_EMAIL, PERSONAL_MICROSOFT_ACCOUNT, TENANT_MISMATCH, "SATISFIED"]],
  ["hint.MPN_MEMBERSHIP", [...Object.values(mpnReasons), TENANT_MISMATCH, "CHECKING", "SATISFIED"]],
  ["system", ["entra", "graph", "partner-center", "cpp", "mail"]],
])("%s has a different message for each value", (group, wanted) => {
  for (const word of wanted) expect(isMessageKey(`${group}.${word}`)).toBe(true);
  const sentences = wanted.map((word) => en[`${group}.${word}` as MessageKey]);
  expect(new Set(sentences).size).toBe(wanted.length);
});

test("every event message that reveals an answer has an untold variant that does not", () => {
  const tells = (key: MessageKey) => placesOf(en[key]).some(({ name }) => name === "answer" || name === "detail");
  const events = keys.filter((key) => key.startsWith("event."));
  expect(events.filter(tells).map((key) => `${key}.untold`)).toEqual(events.filter((key) => key.endsWith(".untold")));
  expect(events.filter((key) => key.endsWith(".untold")).filter(tells)).toEqual([]);
});

test.each([
  [undefined, "en"],
  ["sv", "sv"],
  ["sv-SE,sv;q=0.9,en;q=0.8", "sv"],
  ["en-GB,sv;q=0.5", "en"],
  ["de, sv;q=0.1", "sv"],
  ["de", "en"],
  ["*", "en"],
  ["sv;q=0", "en"],
  ["SV-fi", "sv"],
  ["; rubbish,,", "en"],
])("Accept-Language %j is answered in %s", (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});
