import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoUtc } from '../../../../src/connectors/salesforce/date-time.js';

describe("Salesforce's date-times", () => {
  it('are the same moments in ISO form, whichever day of the year it is', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2400-01-01'), noInvalidDate: true }),
        (moment) => {
          expect(toIsoUtc(moment.toISOString().replace('Z', '+0000'))).toBe(moment.toISOString());
        },
      ),
    );
  });

  it.each([
    ['2026-03-31T09:15:00.000+0200', '2026-03-31T07:15:00.000Z'],
    ['2026-03-01T09:15:00+0000', '2026-03-01T09:15:00.000Z'],
    ['2026-02-28T23:59:59.999+0000', '2026-02-28T23:59:59.999Z'],
    ['2026-02-28T24:00:00.000+0000', '2026-03-01T00:00:00.000Z'],
    ['2026-13-01T09:15:00.000+0000', null],
    ['2026-03-01T09:61:00.000+0000', null],
    ['yesterday', null],
  ])('%s is %s', (text, iso) => {
    expect(toIsoUtc(text)).toBe(iso);
  });
});
