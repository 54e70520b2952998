import { accountIdOf } from "../../src/ids";
import { createSeenAccounts } from "../../src/program/seen-accounts";

test("the first line of every account is remembered after the table has grown", () => {
  const seen = createSeenAccounts();
  const ids = Array.from({ length: 30_000 }, (_, index) => accountIdOf(`publisher-${index}`));
  expect(ids.filter((id, index) => seen.firstLine(id, index + 1) !== null)).toEqual([]);
  expect(ids.filter((id, index) => seen.firstLine(id, 99_999) !== index + 1)).toEqual([]);
});
