import type { Reply } from "./call";
import { CONTOSO } from "./small-world";
import type { TestSimulator } from "./test-simulator";

const VERSION = "api-version=2017-10-31";

/** An error of CPP. */
export interface CppError {
  error: { code: string; message: string };
}

/** Reads a resource of the publisher acme. */
export function readAcme<T>(simulator: TestSimulator, path = ""): Promise<Reply<T>> {
  return simulator.as<T>(CONTOSO, "cpp", `/api/publishers/acme${path}?${VERSION}`);
}

/** Writes a resource of the publisher acme with its current ETag, unless the headers say otherwise. */
export async function writeAcme<T>(
  simulator: TestSimulator,
  method: "PUT" | "DELETE",
  path: string,
  json?: unknown,
  headers: Record<string, string> = {},
): Promise<Reply<T>> {
  const etag = (await readAcme(simulator)).headers.get("etag") ?? "";
  return simulator.as<T>(CONTOSO, "cpp", `/api/publishers/acme${path}?${VERSION}`, {
    method,
    headers: { "if-match": etag, ...headers },
    ...(json === undefined ? {} : { json }),
  });
}
