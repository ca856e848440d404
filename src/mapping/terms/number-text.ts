import { parseDecimal, type Decimal } from './decimal.js';

/** An amount as somebody wrote it into a text. */
export interface WrittenAmount {
  readonly amount: Decimal;
  /** ISO code; null where the text names none, or by a sign that several have, such as `$`. */
  readonly currency: string | null;
}

/** Signs that stand for one currency alone. */
const SIGNS: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '₹': 'INR' };
const SEVERAL = '$¥';

/**
 * Reads `1,234.50`, `USD 1,234.50`, `€1.234,50`, `1 234,50`, `(1,234.50)`. A comma before three digits stands between thousands and a
 * point before the fraction, as in English, unless the rest of the number shows that it is the other way round. Null for what
 * is no number, or could be two.
 */
export function readAmount(text: string): WrittenAmount | null {
  const { rest, currency } = withoutCurrency(text.normalize('NFKC').trim());
  const match = /^(\()?\s*([+\-\u2212]?)\s*(\d[\d., '\u2019]*)(\))?$/u.exec(rest);
  if (match === null) return null;
  const [, open, sign = '', digits = '', close] = match;
  if ((open === undefined) !== (close === undefined)) return null;
  const plain = plainDigits(digits.trim().replaceAll('\u2019', "'"));
  const amount = plain === null ? null : parseDecimal(plain);
  if (amount === null) return null;
  const isNegative = (sign !== '' && sign !== '+') !== (open !== undefined);
  return { amount: isNegative ? { ...amount, units: -amount.units } : amount, currency };
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A code such as `USD`, in capitals or not; null for what is none. */
export function currencyCode(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const code = value.trim().toUpperCase();
  return CURRENCIES.has(code) ? code : null;
}

function withoutCurrency(text: string): {
  readonly rest: string;
  readonly currency: string | null;
} {
  // In capitals: "Net 30" and "top 5" are no amounts.
  const before = /^([A-Z]{3})\s*(?=[\d(+\-\u2212])/u.exec(text);
  const after = /(?<=[\d)])\s*([A-Z]{3})$/u.exec(text);
  const [code, rest] =
    before === null
      ? [after?.[1], text.slice(0, after?.index)]
      : [before[1], text.slice(before[0].length)];
  const named = currencyCode(code);
  if (named !== null) return { rest, currency: named };
  for (const [place, rest] of [
    [text.at(0), text.slice(1)],
    [text.at(-1), text.slice(0, -1)],
  ] as const) {
    if (place === undefined) continue;
    const currency = SIGNS[place] ?? null;
    if (currency !== null || SEVERAL.includes(place)) return { rest: rest.trim(), currency };
  }
  return { rest: text, currency: null };
}

/** The number with a point and without groups; null where they do not fit together. */
function plainDigits(written: string): string | null {
  if (/^\d+(?:\.\d+)?$/u.test(written)) return written;
  // 1,234.50, and 12,34,567.00 as in India.
  if (/^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/u.test(written)) return written.replaceAll(',', '');
  if (/^[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?$/u.test(written)) return written.replaceAll(',', '');
  // 1.234,50, and 1.234.567, which a point alone could not be.
  if (
    /^[1-9]\d{0,2}(?:\.\d{3})+,\d+$/u.test(written) ||
    /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/u.test(written)
  )
    return written.replaceAll('.', '').replace(',', '.');
  // 1 234,50 and 1'234.50.
  if (/^[1-9]\d{0,2}(?:([ '])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/u.test(written))
    return written.replaceAll(/[ ']/gu, '').replace(',', '.');
  return /^\d+,\d+$/u.test(written) ? written.replace(',', '.') : null;
}
