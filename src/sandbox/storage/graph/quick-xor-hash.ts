const RING_BYTES = 20;

/** As Microsoft documents it: byte i lands at bit 11·i of a ring of 160 bits, the length in its last 8 bytes. Base64. */
export function quickXorHash(bytes: Buffer): string {
  const ring = Buffer.alloc(RING_BYTES);
  let bit = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const value = (bytes[index] ?? 0) << (bit & 7);
    const low = bit >> 3;
    const high = (low + 1) % RING_BYTES;
    ring[low] = (ring[low] ?? 0) ^ (value & 0xff);
    ring[high] = (ring[high] ?? 0) ^ (value >> 8);
    bit = (bit + 11) % (RING_BYTES * 8);
  }
  const end = RING_BYTES - 8;
  ring.writeBigUInt64LE(ring.readBigUInt64LE(end) ^ BigInt(bytes.length), end);
  return ring.toString('base64');
}
