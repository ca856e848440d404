import { describe, expect, it } from 'vitest';
import { DigestTaker, takeDigests } from '../../../src/archive/take-digests.js';

const BLOCK = 4 * 1024 * 1024;

function digestsOf(bytes: Uint8Array, pieceBytes = bytes.length || 1) {
  const taker = new DigestTaker();
  for (let start = 0; start < bytes.length; start += pieceBytes)
    taker.update(bytes.subarray(start, start + pieceBytes));
  return taker.finish();
}

describe('the digests of a document', () => {
  it('of nothing', () => {
    expect(digestsOf(new Uint8Array(0))).toEqual({
      sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      md5: 'd41d8cd98f00b204e9800998ecf8427e',
      dropbox: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      quickXor: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
    });
  });

  it('of a known text', () => {
    expect(digestsOf(Buffer.from('hello world'))).toMatchObject({
      sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
      sha1: '2aae6c35c94fcfb415dbe95f408b9ce91ee846ed',
      md5: '5eb63bbbe01eeed093cb22bb8f5acdc3',
      quickXor: 'aCgDG9jwBhDc4Q1yawMZAAAAAAA=',
    });
    expect(digestsOf(Buffer.from('hello')).dropbox).toBe(
      '9595c9df90075148eb06860365df33584b75bff782a510c6cd4883a419833d50',
    );
  });

  it.each([
    [BLOCK, 'c7e946d101855255d919ef0c70718633adf77d3dfb3adeeecf5d0cb4e951be58'],
    [BLOCK + 1, '14a4d47f23a30177885d9820122f17d2d3a55fe63f7f5c27b95f689e0b2accd6'],
  ])('takes Dropbox’s over blocks of 4 MiB: %i zeros', (sizeBytes, expected) => {
    expect(digestsOf(new Uint8Array(sizeBytes)).dropbox).toBe(expected);
    expect(digestsOf(new Uint8Array(sizeBytes), 65_537).dropbox).toBe(expected);
  });

  it('takes Microsoft’s over a million bytes, in pieces of any size', () => {
    const bytes = Uint8Array.from({ length: 1_000_000 }, (_, index) => index % 251);
    for (const pieceBytes of [1_000_000, 65_536, 161, 160, 7])
      expect(digestsOf(bytes, pieceBytes).quickXor).toBe('HdE6CZEtWr3VHJPlFJtbLXBwV0c=');
  });

  it('counts what went by', async () => {
    const pieces = [Buffer.from('hello'), new Uint8Array(0), Buffer.from(' world')];
    const { digests, sizeBytes } = await takeDigests(pieces);
    expect(sizeBytes).toBe(11);
    expect(digests).toEqual(digestsOf(Buffer.from('hello world')));
  });
});
