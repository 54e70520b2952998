import { type Call, isWrite } from "./call";

/** An HTTP request, ready to send. */
export interface HttpMessage {
  url: string;
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers: Record<string, string>;
  body: string | null;
}

/** Composes the HTTP request for a call, with our token. */
export function compose(
  system: { url: string; headers?: Record<string, string> | undefined },
  call: Call<unknown>,
  token: string | null,
  correlationId: string,
): HttpMessage {
  const [type, body] = content(call.body);
  const headers: Record<string, string> = {
    ...system.headers,
    ...call.headers,
    accept: "application/json",
    "ms-correlationid": correlationId,
    ...(type !== null && { "content-type": type }),
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
  if (isWrite(call)) {
    headers["ms-requestid"] = call.key.requestId;
    if (call.ifMatch !== undefined) headers["if-match"] = call.ifMatch;
  }
  return { url: system.url + call.path, method: call.method, headers, body };
}

function content(body: object | undefined): [type: string, text: string] | [null, null] {
  if (body === undefined) return [null, null];
  if (body instanceof URLSearchParams) return ["application/x-www-form-urlencoded", body.toString()];
  return ["application/json", JSON.stringify(body)];
}
