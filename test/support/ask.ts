import type { GraphQLFormattedError } from "graphql";

/** An HTTP response: its exact text, and the GraphQL result in it. */
export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  data: Record<string, unknown> | null | undefined;
  errors: GraphQLFormattedError[];
  /** The code of the first error. */
  code: unknown;
}

/** An HTTP request. By default, the path is that of GraphQL, and the method is POST with a body and GET without. */
export interface HttpRequest {
  method?: string;
  path?: string;
  token?: string | null;
  headers?: Record<string, string>;
  /** Text is sent unchanged, anything else as JSON. */
  body?: unknown;
}

/** Sends a request that typed operations cannot express. */
export async function ask(url: string, request: HttpRequest): Promise<HttpAnswer> {
  const { path = "/graphql", token = null, body, headers } = request;
  const method = request.method ?? (body === undefined ? "GET" : "POST");
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { data, errors = [] } = readResult(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    data,
    errors,
    code: errors[0]?.extensions?.code,
  };
}

function readResult(text: string): Partial<Pick<HttpAnswer, "data" | "errors">> {
  try {
    return (JSON.parse(text) as Partial<HttpAnswer> | null) ?? {};
  } catch {
    return {};
  }
}
