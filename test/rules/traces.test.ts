import { tracesByAccount, tracesOf } from "../../src/person/traces-rules";

const ann = tracesOf("ann@contoso.com", ["Ann Berg"]);

test.each([
  ["User 'ann@contoso.com' does not exist", "User '[erased]' does not exist"],
  ["user=ann@contoso.com&role=Owner", "user=[erased]&role=Owner"],
  ["PUT /users/Ann@Contoso.com was refused", "PUT /users/[erased] was refused"],
  ['"ann@contoso.com", <ann@contoso.com>, (ann@contoso.com)', '"[erased]", <[erased]>, ([erased])'],
  ["`ann@contoso.com` {ann@contoso.com} *ann@contoso.com*", "`[erased]` {[erased]} *[erased]*"],
  ["mailto:ann@contoso.com?subject", "mailto:[erased]?subject"],
  ["It is ann@contoso.com.", "It is [erased]."],
])("in %j the address is found", (text, erased) => {
  expect(ann.isIn(text)).toBe(true);
  expect(ann.erasedFrom(text, "nobody")).toBe(erased);
});

test.each([
  "o'ann@contoso.com",
  "mary-ann@contoso.com",
  "mary.ann@contoso.com",
  "mary+ann@contoso.com",
  "joann@contoso.com",
  "ann@contoso.com.au",
  "ann@contoso.community",
  "ann@contoso.com-pany.example",
  "Ann Berg is away",
  "ann berg",
])("%j names somebody else", (text) => {
  expect(ann.isIn({ text: [`'${text}'`] })).toBe(false);
  expect(ann.erasedFrom([text], "nobody")).toEqual([text]);
});

test("a text that only names the person, in whatever spelling, is replaced", () => {
  const params = { user: "Ann Berg", answer: " ANN@contoso.com", role: "OWNER", count: 2 };
  expect(ann.erasedFrom(params, "nobody")).toEqual({ user: "nobody", answer: "nobody", role: "OWNER", count: 2 });
});

test("names are those of the person's user on that account, now and in events about them", () => {
  const event = (accountId: string, userId: string, user: string) => ({ accountId, params: { user, userId } });
  const tracesOn = tracesByAccount(
    "ann@contoso.com",
    [
      { accountId: "one", id: "a", name: "Ann Lind" },
      { accountId: "two", id: "b", name: null },
    ],
    [event("one", "a", "Ann Berg"), event("one", "c", "Bo"), event("two", "b", "Annie"), event("three", "a", "Cy")],
  );
  const found = (accountId: string) =>
    ["Ann Lind", "Ann Berg", "Bo", "Annie", "Cy", "ann@contoso.com"].filter(tracesOn(accountId).isIn);
  expect(found("one")).toEqual(["Ann Lind", "Ann Berg", "ann@contoso.com"]);
  expect(found("two")).toEqual(["Annie", "ann@contoso.com"]);
  expect(found("three")).toEqual(["ann@contoso.com"]);
});
