import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { z } from 'zod';

const answerWire = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export type GraphqlClient = <Result, Variables extends Record<string, unknown>>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

/** A client as a CRM screen has one: one POST an operation. @throws when the answer has errors. */
export function createGraphqlClient(
  url: string,
  headers: Readonly<Record<string, string>>,
): GraphqlClient {
  return async <Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: print(document), variables }),
    });
    const { data, errors } = answerWire.parse(await response.json());
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
    // The server's schema is the one the document was typed against.
    return data as Result;
  };
}
