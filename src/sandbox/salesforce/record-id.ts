const CHECKSUM_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The three characters that make a 15-character id safe where case is lost. */
export function checksumOf(id15: string): string {
  let suffix = '';
  for (let group = 0; group < 15; group += 5) {
    let bits = 0;
    for (let i = 0; i < 5; i += 1) {
      const char = id15.charAt(group + i);
      if (char >= 'A' && char <= 'Z') bits |= 1 << i;
    }
    suffix += CHECKSUM_ALPHABET.charAt(bits);
  }
  return suffix;
}

/** @returns the 18-character form of a 15- or 18-character id; `null` when malformed or its checksum is wrong. */
export function parseRecordId(text: string): string | null {
  if (!/^(?:[0-9A-Za-z]{15}|[0-9A-Za-z]{18})$/.test(text)) return null;
  const id15 = text.slice(0, 15);
  const id18 = id15 + checksumOf(id15);
  return text.length === 15 || text === id18 ? id18 : null;
}

const SEED_FIRST_NUMBER = 38_214_907_133_204;
/** Rows made while the sandbox runs get ids above all seeded ones. */
export const RUNTIME_FIRST_NUMBER = SEED_FIRST_NUMBER + 911 * 10_000_000;

/** Gives out 18-character ids in ascending order, with letters of both cases in them, as an org of some age has. */
export class RecordIdSequence {
  readonly #nextByPrefix = new Map<string, number>();

  /** @param firstNumber where each prefix starts; high in the range, so that ids mix cases and a lower-cased or cut one is really another. */
  constructor(private readonly firstNumber = SEED_FIRST_NUMBER) {}

  next(keyPrefix: string): string {
    const current = this.#nextByPrefix.get(keyPrefix) ?? this.firstNumber;
    this.#nextByPrefix.set(keyPrefix, current + 911);
    let digits = '';
    for (let rest = current; rest > 0; rest = Math.floor(rest / 62)) {
      digits = BASE62.charAt(rest % 62) + digits;
    }
    const id15 = `${keyPrefix}5g0${digits.padStart(9, '0')}`;
    return id15 + checksumOf(id15);
  }
}
