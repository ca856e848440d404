import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Crm, OpportunityPage } from '../../src/connectors/crm.js';
import { DealdraftError, InputError } from '../../src/domain/errors.js';
import { decodeCursor, encodeCursor, listFingerprint } from '../../src/services/paging/cursor.js';
import { createCursorSeal } from '../../src/services/paging/cursor-seal.js';
import { createDealService } from '../../src/services/deals/deals.js';

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.constant(null),
);
const id = fc.oneof(fc.string({ maxLength: 20 }), fc.constant('0065g00AqnHTqkOAET'));
/** What orders with several currencies add to a position: the currency, and how many rows there are up to it. */
const more = fc.oneof(
  fc.constant([]),
  fc.constant(['EUR', null]),
  fc.constant(['EUR', 40]),
  fc.array(fc.oneof(fc.string({ maxLength: 5 }), fc.integer(), fc.constant(null)), {
    maxLength: 3,
  }),
);
const orders = fc.constantFrom(
  'CLOSE_DATE_ASC',
  'CLOSE_DATE_DESC',
  'AMOUNT_DESC',
  'NAME_ASC',
  'UPDATED_AT_DESC',
);

describe('cursors', () => {
  test('come back as they were made', () => {
    fc.assert(
      fc.property(value, id, fc.json(), (sortValue, rowId, filter) => {
        const fingerprint = listFingerprint('deals', filter);
        const cursor = encodeCursor(fingerprint, { value: sortValue, id: rowId });
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(fingerprint, cursor)).toEqual({ value: sortValue, id: rowId });
      }),
    );
  });

  test('of one list are refused by every other', () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), value, id, (one, other, sortValue, rowId) => {
        fc.pre(one !== other);
        const cursor = encodeCursor(listFingerprint(one), { value: sortValue, id: rowId });
        expect(() => decodeCursor(listFingerprint(other), cursor)).toThrow(InputError);
      }),
    );
  });

  test('that are any text are an InputError, never another failure', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String(),
          fc.json().map((text) => Buffer.from(text).toString('base64url')),
        ),
        (text) => {
          expect(() => decodeCursor(listFingerprint('deals'), text)).toThrow(InputError);
        },
      ),
    );
  });

  test('that somebody forged for a list never fail otherwise either', async () => {
    const asked: unknown[] = [];
    const page: OpportunityPage = { rows: [], hasMore: false, resumeAt: null };
    const crm = {
      findOpportunities: async (_principal: unknown, query: { readonly after?: unknown }) => {
        asked.push(query.after);
        return page;
      },
    };
    const deals = createDealService({
      crm: crm as unknown as Crm, // nothing else is called
      contracts: {} as never,
      cursorSeal: createCursorSeal('secret of a store'),
    });
    const reader = { kind: 'integration', keyName: 'test' } as const;
    await fc.assert(
      fc.asyncProperty(orders, value, id, more, async (orderBy, sortValue, rowId, rest) => {
        const after = encodeCursor(listFingerprint('opportunities', orderBy, {}), {
          value: sortValue,
          id: rowId,
          more: rest,
        });
        try {
          await deals.find(reader, {}, orderBy, { first: 10, after });
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          expect(error).toBeInstanceOf(DealdraftError);
        }
      }),
    );
    // Only ids of deals get through.
    for (const position of asked) expect(position).toMatchObject({ id: /^006/ });
    // How many deals there are before one, some of which a reader may not see, is nobody's to ask.
    for (const position of asked) expect(position).not.toHaveProperty('rank');
  });
});
