import { Extensions } from './decorators.js';

declare module 'graphql' {
  interface GraphQLInputFieldExtensions {
    /** The text is a file, and as long as it is. */
    readonly isBytes?: boolean;
  }
}

/** For a text that nobody wrote: the size of a request bounds it, and not what people write (services/text-length.ts). */
export function Bytes(): PropertyDecorator {
  return Extensions({ isBytes: true });
}
