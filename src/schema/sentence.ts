import { Extensions } from './decorators.js';

declare module 'graphql' {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** The text is for people, in words of ours. */
    readonly isSentence?: boolean;
  }
}

/**
 * For a text that dealdraft says to people, which may have been noted in English long before: resolvers/server/tell-sentences.ts
 * says it in the language of whoever reads it.
 */
export function Sentence(): MethodDecorator & PropertyDecorator {
  return Extensions({ isSentence: true });
}
