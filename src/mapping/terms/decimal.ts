/**
 * A decimal number exactly as it is written: `units` × 10^-`scale`. What people write into contracts and deals is decimal;
 * with binary numbers 0.4 − 0.1 would be more than a tolerance of 0.3.
 */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** A double keeps this many digits of any decimal number; what comes after them is noise of calculations. */
const DIGITS_OF_A_DOUBLE = 15;
/** Longer ones are no numbers that anybody wrote down. */
const MAX_CHARACTERS = 60;

/** The decimal number that is meant by a double: 0.1 + 0.2 is 0.3. Null for what is no finite number. */
export function decimalOf(value: number): Decimal | null {
  if (!Number.isFinite(value)) return null;
  // Whole numbers are exact as far as doubles can count.
  if (Number.isSafeInteger(value)) return { units: BigInt(value), scale: 0 };
  return parseDecimal(value.toPrecision(DIGITS_OF_A_DOUBLE));
}

/** `-12.50`, also with an exponent; null for everything else. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_CHARACTERS) return null;
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/iu.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(`${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  const units = sign === '-' ? -digits : digits;
  return simplest(
    scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale },
  );
}

export function minus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return simplest({ units: unitsAt(a, scale) - unitsAt(b, scale), scale });
}

export function times(a: Decimal, b: Decimal): Decimal {
  return simplest({ units: a.units * b.units, scale: a.scale + b.scale });
}

export function absolute({ units, scale }: Decimal): Decimal {
  return { units: units < 0n ? -units : units, scale };
}

/** Below 0, 0 or above 0, as `a` is less than `b`, the same, or more. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { units } = minus(a, b);
  return units === 0n ? 0 : units < 0n ? -1 : 1;
}

/** `-12.5`: all digits, no exponent, no groups. */
export function decimalText({ units, scale }: Decimal): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  return scale === 0
    ? `${sign}${digits}`
    : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

/** Without zeros at the end behind the point, so that equal numbers have one form. */
function simplest({ units, scale }: Decimal): Decimal {
  let least = units;
  let places = scale;
  while (places > 0 && least % 10n === 0n) {
    least /= 10n;
    places -= 1;
  }
  return { units: least, scale: places };
}
