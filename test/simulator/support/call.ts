/** The options of a call. */
export interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a form. */
  form?: Record<string, string>;
}

/** The reply to a call. */
export interface Reply<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** Makes an HTTP call. */
export async function call<T>(
  url: string,
  { method = "GET", headers = {}, json, form }: CallOptions = {},
): Promise<Reply<T>> {
  const type = json === undefined ? {} : { "content-type": "application/json" };
  const body = form ? { body: new URLSearchParams(form) } : json === undefined ? {} : { body: JSON.stringify(json) };
  const response = await fetch(url, { method, headers: { ...type, ...headers }, ...body });
  return { status: response.status, headers: response.headers, body: read(await response.text()) as T };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
