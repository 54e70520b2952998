import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print, type GraphQLFormattedError } from "graphql";

/** Sends typed operations as one person. */
export interface Client {
  send<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
}

/** A fault, as opposed to a refusal: the errors of a GraphQL response. */
export class RequestFailed extends Error {
  override readonly name = "RequestFailed";
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join(" "));
  }
  /** The code to decide by, for example UNAUTHENTICATED. */
  get code(): unknown {
    return this.errors[0]?.extensions?.["code"];
  }
}

/** Creates a client that sends an operation's hash, and its text only if the service does not know the hash. */
export function createClient({ url, token, language }: { url: string; token: string; language: string }): Client {
  async function post(body: object): Promise<{ data?: unknown; errors?: readonly GraphQLFormattedError[] }> {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": language,
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Awaited<ReturnType<typeof post>>;
  }

  return {
    async send<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
      let answer = await post({ documentId: hashOf(document), variables });
      if (answer.errors?.[0]?.extensions?.["code"] === "PERSISTED_QUERY_NOT_FOUND")
        answer = await post({ query: print(document), variables });
      if (answer.errors) throw new RequestFailed(answer.errors);
      return answer.data as Data;
    },
  };
}

/** Returns the document's hash in the list of operations that codegen writes for the service. */
const hashOf = (document: object): string | undefined => (document as { __meta__?: { hash: string } }).__meta__?.hash;
