/** Encodes a value as one segment of a path, which it can neither leave nor climb. */
export function segment(value: string): string {
  if (value === "" || value === "." || value === "..") throw new TypeError("not usable as a path segment");
  return encodeURIComponent(value);
}

/** Encodes a value as an OData string literal, ready for a URL. */
export function literal(value: string): string {
  return `'${encodeURIComponent(value.replaceAll("'", "''"))}'`;
}
