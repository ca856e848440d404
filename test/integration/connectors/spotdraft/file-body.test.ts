import { expect, it } from 'vitest';
import { bodyWithFile, FILE_CONTENT } from '../../../../src/connectors/spotdraft/file-body.js';
import { bytesInMemory } from '../../../../src/domain/document.js';

/** All bytes there are, in lengths around the pieces that are read at once. */
it.each([0, 1, 2, 3, 786_431, 786_432, 786_433, 2_000_000])(
  'puts a file of %i bytes in base64 where it goes, as long as it says, each time anew',
  async (sizeBytes) => {
    const file = Buffer.from(Array.from({ length: sizeBytes }, (_, index) => (index * 7) % 256));
    let longest = 0;
    const body = bodyWithFile(JSON.stringify({ name: 'ü', content: FILE_CONTENT, last: 1 }), {
      ...bytesInMemory(file),
      slice: async (start, end) => {
        longest = Math.max(longest, end - start);
        return file.subarray(start, end);
      },
    });
    for (let time = 1; time <= 2; time += 1) {
      const pieces: Uint8Array[] = [];
      for await (const piece of body.pieces()) pieces.push(piece);
      const text = Buffer.concat(pieces);
      expect(text.length).toBe(body.sizeBytes);
      const sent = JSON.parse(text.toString()) as { content: string };
      expect({ ...sent, content: Buffer.from(sent.content, 'base64').equals(file) }).toEqual({
        name: 'ü',
        content: true,
        last: 1,
      });
    }
    expect(longest).toBeLessThanOrEqual(786_432);
  },
);

it('refuses a body that has no place for its file', () => {
  expect(() => bodyWithFile('{}', bytesInMemory(Buffer.from('x')))).toThrow(/no place/);
});
