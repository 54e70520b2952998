import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print, type ExecutionResult } from "graphql";

/** What a request came to, as HTTP and GraphQL tell it. */
export interface Answer<Data> extends ExecutionResult<Data> {
  status: number;
}

/** A client of the service that sends typed operations as one person. */
export interface Client {
  /** Sends and expects data without errors. */
  run<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    locale?: string,
  ): Promise<Data>;
  /** Sends and answers whatever comes. */
  send<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    locale?: string,
  ): Promise<Answer<Data>>;
  /** Sends text as it is. */
  raw(query: string, variables?: object): Promise<Answer<Record<string, unknown>>>;
}

/** A client that bears the token, or none. */
export function createClient(url: string, token: string | null): Client {
  const post = async (query: string, variables: unknown, locale = "en"): Promise<Answer<never>> => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": locale,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as ExecutionResult<never>) };
  };
  return {
    raw: (query, variables) => post(query, variables),
    send: (document, variables, locale) => post(print(document), variables, locale),
    run: async (document, variables, locale) => {
      const { data, errors } = await post(print(document), variables, locale);
      if (errors) throw new Error(`the answer has errors: ${JSON.stringify(errors)}`);
      return data as never;
    },
  };
}
