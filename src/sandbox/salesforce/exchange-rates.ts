import { SalesforceError } from './errors.js';
import type { FieldValue, SObjectRecord } from './schema/types.js';
import type { CrmStore } from './store.js';

/** Units of each active currency for one US dollar. */
const RATES: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 0.92,
  GBP: 0.79,
  INR: 83.4,
  AED: 3.6725,
  SGD: 1.34,
  JPY: 151.3,
  AUD: 1.52,
  CAD: 1.36,
};

/** How far rates of the first half of a year are from those above, in an org that dates them. */
const DRIFT: Readonly<Record<string, number>> = { EUR: 1.21, GBP: 0.83, JPY: 1.4, INR: 0.75 };

/**
 * Makes amounts of several currencies comparable, as the platform does to sort them: by the one rate of each currency, or in
 * an org with dated rates (advanced currency management) by the rate of the deal's close date.
 */
export class ExchangeRates {
  constructor(
    private readonly store: CrmStore,
    private readonly today: () => string,
  ) {}

  /** A row's amount in US dollars. */
  ofRow(amount: number, row: SObjectRecord): number {
    const code = String(row.CurrencyIsoCode);
    return amount / this.#rate(code, String(row.CloseDate ?? this.today()));
  }

  /** What a literal such as `EUR5000.5` stands for, in US dollars. @throws SalesforceError for a code that is not active. */
  ofLiteral(literal: string): number {
    const code = literal.slice(0, 3).toUpperCase();
    if (!Object.hasOwn(RATES, code)) {
      throw new SalesforceError('MALFORMED_QUERY', `unexpected currency code: ${code}`);
    }
    return Number(literal.slice(3)) / this.#rate(code, this.today());
  }

  #rate(code: string, day: string): number {
    const dated = this.store
      .rows('DatedConversionRate')
      .find((row) => row.IsoCode === code && isWithin(row, day));
    return Number(dated?.ConversionRate ?? RATES[code] ?? 1);
  }
}

/** Rates by date for every currency but the corporate one: one for the first half of each year, one for the second. */
export function datedRates(year: number): Record<string, FieldValue>[] {
  const years = [year - 2, year - 1, year, year + 1, year + 2];
  return Object.entries(RATES).flatMap(([code, rate]) =>
    years.flatMap((each) => [
      period(code, rate * (DRIFT[code] ?? 1), `${each}-01-01`, `${each}-07-01`),
      period(code, rate, `${each}-07-01`, `${each + 1}-01-01`),
    ]),
  );
}

function period(IsoCode: string, ConversionRate: number, StartDate: string, NextStartDate: string) {
  return { IsoCode, ConversionRate, StartDate, NextStartDate };
}

function isWithin(row: SObjectRecord, day: string): boolean {
  return String(row.StartDate) <= day && day < String(row.NextStartDate);
}
