import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import type { CrmRow } from '../../../../src/connectors/crm.js';
import { changedFields, parseMappingFile } from '../../../../src/mapping/index.js';
import { fitRow } from '../../../../src/mapping/index.js';
import { fieldsOfEveryType } from '../../../support/fields-of-every-type.js';
import { startSandboxCrm, type SandboxCrm } from './sandbox-crm.js';

const OBJECT = 'SpotDraft_Contract__c';
const KEY = 'SpotDraft_Id__c';

let org: SandboxCrm;
beforeAll(async () => {
  org = await startSandboxCrm({
    org: {
      customFields: {
        [OBJECT]: fieldsOfEveryType({ text: 20, area: 30, rich: 400 }),
      },
    },
  });
});
afterAll(() => org[Symbol.asyncDispose]());

const spaced = fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => ` ${value} `);
const instants = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const numbers = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 8 });

/** As an expression may give it; blank texts become null before they are fitted. */
const rows: fc.Arbitrary<CrmRow> = fc.record({
  Text__c: orNull(spaced),
  Area__c: orNull(spaced),
  Rich__c: orNull(spaced),
  Mail__c: orNull(fc.emailAddress({ size: 'small' }).filter((address) => address.length < 80)),
  Link__c: orNull(fc.webUrl().filter((url) => url.length < 255)),
  Phone__c: orNull(fc.constantFrom('+1 555 0100', ' 0049-30 1 ')),
  Secret__c: orNull(fc.constantFrom('DE12 3456 7890', 'XX12')),
  Choice__c: orNull(fc.constantFrom('Red', 'Green', 'Another')),
  Choices__c: orNull(fc.shuffledSubarray(['A', 'B', 'C']).map((chosen) => chosen.join('; '))),
  Flag__c: orNull(fc.boolean()),
  Whole__c: orNull(numbers(900_000)),
  Rate__c: orNull(numbers(900_000)),
  Share__c: orNull(numbers(900)),
  Money__c: orNull(numbers(1e12)),
  Day__c: orNull(instants.map((instant) => instant.slice(0, 10))),
  Moment__c: orNull(
    fc.oneof(
      instants,
      instants.map((instant) => instant.replace('Z', '+05:30')),
    ),
  ),
  Hour__c: orNull(fc.constantFrom('09:15', '23:59:59', '00:00:00.999Z')),
});

it('what was written is as it should be when it is read again, for every type of field', async () => {
  const description = await org.crm.describe(OBJECT);
  const spec = parseMappingFile('version: 1\ncontracts: []\n', 'm').writeback.contract!;
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(rows, { minLength: 1, maxLength: 40 }), async (wanted) => {
      const fitted = wanted.map((row) => {
        const trimmed = Object.entries(row).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.trim() || null : value,
        ]);
        return fitRow(Object.fromEntries(trimmed) as CrmRow, description!, spec.fields);
      });
      expect(fitted.flatMap(({ problems }) => problems)).toEqual([]);
      const keyed = fitted.map(({ row }) => ({ ...row, [KEY]: `T-${(number += 1)}` }));
      const results = await org.crm.upsertRows(OBJECT, KEY, keyed);
      expect(results.filter(({ ok }) => !ok)).toEqual([]);
      const keys = keyed.map((row) => row[KEY]);
      const present = await org.crm.readRows(OBJECT, KEY, keys, Object.keys(wanted[0]!));
      for (const row of keyed) {
        expect(changedFields(row, present.get(row[KEY])!, description)).toBeNull();
      }
    }),
    { numRuns: 12 },
  );
});

it('what somebody else wrote is told from it, for every type of field', async () => {
  const description = await org.crm.describe(OBJECT);
  const wanted: CrmRow = {
    Text__c: 'a',
    Area__c: 'a',
    Rich__c: 'a',
    Mail__c: 'a@a.test',
    Link__c: 'https://a.test',
    Phone__c: '1',
    Secret__c: 'aaaa1111',
    Choice__c: 'Red',
    Choices__c: 'A;B',
    Flag__c: true,
    Whole__c: 1,
    Rate__c: 1.001,
    Share__c: 1.1,
    Money__c: 1.01,
    Day__c: '2026-03-28',
    Moment__c: '2026-03-28T10:00:00Z',
    Hour__c: '10:00',
  };
  const edited: CrmRow = {
    Text__c: 'b',
    Area__c: 'b',
    Rich__c: 'b',
    Mail__c: 'b@a.test',
    Link__c: 'https://b.test',
    Phone__c: '2',
    Secret__c: 'bbbb2222',
    Choice__c: 'Green',
    Choices__c: 'A',
    Flag__c: false,
    Whole__c: 2,
    Rate__c: 1.002,
    Share__c: 1.2,
    Money__c: 1.02,
    Day__c: '2026-03-29',
    Moment__c: '2026-03-28T10:00:01Z',
    Hour__c: '10:01',
  };
  await org.crm.upsertRows(OBJECT, KEY, [{ ...edited, [KEY]: 'T-999999' }]);
  const present = await org.crm.readRows(OBJECT, KEY, ['T-999999'], Object.keys(wanted));
  expect(changedFields(wanted, present.get('T-999999')!, description)).toEqual(wanted);
});
