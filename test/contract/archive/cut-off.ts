import type { FileToPut } from '../../../src/connectors/archive/destination.js';

/** A process that dies in the middle of a try. */
export class Killed extends Error {}

/** The file, whose reader dies after so many bytes. */
export function cutOff(file: FileToPut, atBytes: number): FileToPut {
  let handedOut = 0;
  return {
    ...file,
    async *bytes(start, end) {
      for await (const piece of file.bytes(start, end)) {
        handedOut += piece.length;
        if (handedOut > atBytes) throw new Killed();
        yield piece;
      }
    },
  };
}
