import { accountIdOf, digest, effectId, newId } from "../../src/ids";

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test("new IDs sort by time, in this century and the next", () => {
  const times = [0, 1, 63, 64, 65, 4_095, 4_096, 1_764_000_000_000, 1_764_000_000_001, 1_764_000_000_063, 2 ** 42];
  const ids = times.map(newId);
  expect([...ids].sort(byCode)).toEqual(ids);
  for (let time = 1_764_000_000_000, before = newId(time - 1); time < 1_764_000_000_300; time++) {
    const id = newId(time);
    expect(before < id).toBe(true);
    before = id;
  }
});

test("new IDs are 22 characters that need no escaping, and no two are the same", () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_764_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
  expect(new Set(ids.map((id) => id.slice(8))).size).toBe(ids.length);
});

test("an effect's ID is a GUID that depends only on its parts and is stable across releases", () => {
  const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const ids = Array.from({ length: 1_000 }, (_, n) => effectId("copy-user", "account", String(n)));
  for (const id of ids) expect(id).toMatch(guid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(effectId("copy-user", "account", "1")).toBe(ids[1]);
  // Pinned: a new release must recognise the effects of the old one.
  expect(effectId("lock", "account", '"1"')).toBe("3651b59e-56ed-85e8-9085-3b4f3d390f14");
});

test("effect IDs and digests keep adjacent parts apart", () => {
  expect(effectId("ab", "c")).not.toBe(effectId("a", "bc"));
  expect(digest("ab", "c")).not.toBe(digest("a", "bc"));
  expect(digest("a", "")).not.toBe(digest("a"));
  expect(digest('a","b')).not.toBe(digest("a", "b"));
});

test("an account's key depends on its publisher ID, including its case", () => {
  expect(accountIdOf("contoso")).toMatch(/^[\w-]{22}$/);
  expect(accountIdOf("contoso")).toBe(accountIdOf("contoso"));
  expect(accountIdOf("contoso")).not.toBe(accountIdOf("Contoso"));
});
