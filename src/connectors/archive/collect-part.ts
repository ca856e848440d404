/** Brings parts of a document into one piece each, for who wants them so. */
export type CollectPart = (
  pieces: AsyncIterable<Uint8Array>,
  sizeBytes: number,
) => Promise<Uint8Array>;

/**
 * Parts of one document, one after the other, in one place of memory: to be asked for the next when the request with the last has
 * ended. Parts of some megabytes each would gather until V8 looks for those that nobody holds.
 */
export function createCollectPart(): CollectPart {
  let place = Buffer.alloc(0);
  return async (pieces, sizeBytes) => {
    if (place.length < sizeBytes) place = Buffer.allocUnsafeSlow(sizeBytes);
    const part = place.subarray(0, sizeBytes);
    let at = 0;
    for await (const piece of pieces) {
      // Throws where there is more than was said.
      part.set(piece, at);
      at += piece.length;
    }
    if (at !== sizeBytes) throw new RangeError(`A part has ${at} bytes instead of ${sizeBytes}`);
    return part;
  };
}
