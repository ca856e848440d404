import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Those that S3 knows, in the words of its headers (`x-amz-checksum-sha256`). */
export const CHECKSUM_NAMES = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;

export type ChecksumName = (typeof CHECKSUM_NAMES)[number];

export interface Checksum {
  readonly name: ChecksumName;
  /** Base64; of a composite one with `-N` for its number of parts. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

const SIZE_BYTES: Readonly<Record<ChecksumName, number>> = {
  crc32: 4,
  crc32c: 4,
  crc64nvme: 8,
  sha1: 20,
  sha256: 32,
};

export function checksumName(text: string): ChecksumName | null {
  return CHECKSUM_NAMES.find((name) => name === text.toLowerCase()) ?? null;
}

/** As S3's bodies call it: `ChecksumSHA256`. */
export function checksumElement(name: ChecksumName): string {
  return `Checksum${name.toUpperCase()}`;
}

export function isChecksumValue(name: ChecksumName, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === SIZE_BYTES[name] && bytes.toString('base64') === value;
}

export function computeChecksum(name: ChecksumName, bytes: Uint8Array): string {
  switch (name) {
    case 'crc32':
      return fourBytes(crc32(bytes));
    case 'crc32c':
      return fourBytes(crc32c(bytes));
    case 'crc64nvme':
      return crc64nvme(bytes);
    case 'sha1':
    case 'sha256':
      return createHash(name).update(bytes).digest('base64');
  }
}

/** Of the parts' own checksums, one after the other: never that of the whole object. */
export function compositeChecksum(name: ChecksumName, parts: readonly string[]): string {
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  return `${computeChecksum(name, joined)}-${parts.length}`;
}

function fourBytes(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

const CASTAGNOLI = 0x82f63b78;

const CASTAGNOLI_TABLE = Uint32Array.from({ length: 256 }, (_unused, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 1 ? (value >>> 1) ^ CASTAGNOLI : value >>> 1;
  }
  return value >>> 0;
});

function crc32c(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value = (CASTAGNOLI_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** CRC-64/NVME, reflected. Kept as two halves of 32 bits: BigInt would take seconds for a large object. */
const NVME_HIGH = 0x9a6c9329;
const NVME_LOW = 0xac4bc9b5;

const NVME_TABLE = (() => {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let index = 0; index < 256; index += 1) {
    let highHalf = 0;
    let lowHalf = index;
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = (lowHalf & 1) === 1;
      lowHalf = (lowHalf >>> 1) | ((highHalf & 1) << 31);
      highHalf >>>= 1;
      if (odd) {
        lowHalf ^= NVME_LOW;
        highHalf ^= NVME_HIGH;
      }
    }
    high[index] = highHalf >>> 0;
    low[index] = lowHalf >>> 0;
  }
  return { high, low };
})();

function crc64nvme(bytes: Uint8Array): string {
  let high = 0xffffffff;
  let low = 0xffffffff;
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | ((high & 0xff) << 24)) ^ (NVME_TABLE.low[index] ?? 0);
    high = (high >>> 8) ^ (NVME_TABLE.high[index] ?? 0);
  }
  const answer = Buffer.alloc(8);
  answer.writeUInt32BE((high ^ 0xffffffff) >>> 0, 0);
  answer.writeUInt32BE((low ^ 0xffffffff) >>> 0, 4);
  return answer.toString('base64');
}
