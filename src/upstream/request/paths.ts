/** A value as one segment of a path; it can neither leave the segment nor climb. */
export function segment(value: string): string {
  if (value === "" || value === "." || value === "..") throw new TypeError("not usable as a path segment");
  return encodeURIComponent(value);
}

/** A value as an OData string literal, ready for a URL. */
export function literal(value: string): string {
  return `'${encodeURIComponent(value.replaceAll("'", "''"))}'`;
}
