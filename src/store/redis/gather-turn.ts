import type { RedisConnection } from './connection.js';

interface Waiting<Input, Output> {
  readonly input: Input;
  readonly resolve: (output: Output) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one call of all that is asked for in one turn of the event loop, of `most` at a time: of a short call most is what the
 * driver does for it. When it fails, all that went with it have failed.
 */
export function gatherTurn<Input, Output>(
  connection: Pick<RedisConnection, 'atEndOfTurn'>,
  most: number,
  call: (inputs: readonly Input[]) => Promise<readonly Output[]>,
): (input: Input) => Promise<Output> {
  const waiting: Waiting<Input, Output>[] = [];

  async function send(some: readonly Waiting<Input, Output>[]): Promise<void> {
    try {
      const outputs = await call(some.map(({ input }) => input));
      if (outputs.length !== some.length) {
        throw new Error('Redis answered for another number of calls than were made.');
      }
      outputs.forEach((output, i) => some[i]?.resolve(output));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  async function sendAll(): Promise<void> {
    const sent: Promise<void>[] = [];
    while (waiting.length > 0) sent.push(send(waiting.splice(0, most)));
    await Promise.all(sent);
  }

  return async (input) =>
    new Promise<Output>((resolve, reject) => {
      if (waiting.length === 0) connection.atEndOfTurn(sendAll);
      waiting.push({ input, resolve, reject });
    });
}
