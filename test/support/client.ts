import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print, type ExecutionResult } from "graphql";

/** The result of a request: the HTTP status and the GraphQL result. */
export interface Answer<Data> extends ExecutionResult<Data> {
  status: number;
}

/** A client of the service that sends typed operations as one person. */
export interface Client {
  /** Sends an operation and returns its data; throws if the answer has errors. */
  run<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    locale?: string,
  ): Promise<Data>;
  /** Sends an operation and returns its answer, with errors or without. */
  send<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    locale?: string,
  ): Promise<Answer<Data>>;
  /** Sends a query as text. */
  raw(query: string, variables?: object): Promise<Answer<Record<string, unknown>>>;
}

/** Creates a client that sends the token, or none. */
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
