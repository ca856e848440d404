import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { told } from '../../domain/said.js';

/** Has every field that is a sentence answer it in the language of the request: see schema/sentence.ts. */
export function tellSentences(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.extensions.isSentence !== true) continue;
      const resolve =
        field.resolve ?? ((parent: Readonly<Record<string, unknown>>) => parent[field.name]);
      field.resolve = (...args) => {
        const value: unknown = resolve(...args);
        return value instanceof Promise ? value.then(tellEach) : tellEach(value);
      };
    }
  }
}

function tellEach(value: unknown): unknown {
  if (typeof value === 'string') return told(value);
  return Array.isArray(value) ? value.map(tellEach) : value;
}
