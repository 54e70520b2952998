import { readLines } from "../../src/program/read-lines";

async function* inChunks(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield await Promise.resolve(bytes.subarray(from, from + size));
}

const text = "\ufeffone\r\n\r\nthrée \u{1f600}\n\nfive";

test.each([1, 2, 3, 5, 7, 100])("lines are the same in chunks of %d bytes", async (size) => {
  const bytes = Buffer.from(text);
  const lines = [];
  for await (const line of readLines(inChunks(bytes, size))) lines.push([line.number, line.text, line.fault]);
  expect(lines).toEqual([
    [1, "one", null],
    [3, "thrée \u{1f600}", null],
    [5, "five", null],
  ]);
});

test("a line of 1 MB is accepted, and a last line of one byte more is too long", async () => {
  const megabyte = 1024 * 1024;
  const bytes = Buffer.concat([Buffer.alloc(megabyte, "a"), Buffer.from("\n"), Buffer.alloc(megabyte + 1, "b")]);
  const lines = [];
  for await (const line of readLines(inChunks(bytes, 65_536))) lines.push([line.number, line.fault, line.bytes]);
  expect(lines).toEqual([
    [1, null, megabyte + 1],
    [2, "line too long", bytes.length],
  ]);
});
