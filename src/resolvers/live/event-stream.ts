import { InputError } from '../../domain/errors.js';
import type { EventStream, RequestContext } from '../server/request-context.js';

/** What the function that opens a subscription is given. */
export interface SubscribeData<Args> {
  readonly args: Args;
  readonly context: RequestContext;
}

/** @throws InputError for a subscription that was sent where only one answer can be given. */
export function requireStream({ stream }: RequestContext): EventStream {
  if (stream === null) {
    throw new InputError(
      'Subscriptions are at /graphql/stream, as server-sent events. This address gives one answer.',
    );
  }
  return stream;
}

/**
 * The same values, each after `prepare` was called. Not a generator: its `return` would wait for the value that `next`
 * waits for, and so for ever.
 */
export function eachBefore<Value>(
  values: AsyncIterableIterator<Value, undefined>,
  prepare: (value: Value) => void,
): AsyncIterableIterator<Value, undefined> {
  return {
    next: async () => {
      const result = await values.next();
      if (result.done !== true) prepare(result.value);
      return result;
    },
    return: async () => (await values.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
