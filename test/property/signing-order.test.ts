import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapDeal } from '../../src/mapping/index.js';
import { NOW, entry, template } from '../unit/mapping/samples.js';

const text = fc.oneof(fc.constantFrom('', ' ', 'Ada', 'a@b.test', 'Globex', 'globex'), fc.string());
const given = fc.record(
  {
    name: text,
    email: text,
    order: fc.integer({ min: -1, max: 4 }),
    isCounterparty: fc.boolean(),
    counterpartyName: text,
  },
  { requiredKeys: ['name', 'email'] },
);
const parties = fc.array(
  fc.constantFrom('Globex', 'Initech').map((organizationName) => ({
    organizationName,
    contact: { firstName: 'Eva', email: 'eva@globex.test' },
  })),
  { minLength: 1, maxLength: 3 },
);
const contract = entry();

it('whoever signs, SpotDraft’s rules hold where nothing is said against it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(given, { maxLength: 5 }), parties, async (signatories, names) => {
      const mapped = await mapDeal({
        contract,
        deal: {},
        fields: [],
        template: template([]),
        overrides: {},
        name: null,
        counterparties: names,
        signatories,
        now: NOW,
      });
      const errors = mapped.userErrors.filter(({ field }) => field?.[0] === 'signatories');
      if (errors.length > 0) return;
      const sent = mapped.signatories;
      expect(sent).toHaveLength(signatories.length);
      const ordered = sent.filter(({ order }) => order !== undefined);
      expect([0, sent.length]).toContain(ordered.length);
      expect(ordered.length === 0 || ordered.some((one) => one.isCounterparty)).toBe(true);
      const known = mapped.counterparties.map(({ organizationName }) => organizationName);
      for (const { isCounterparty, counterpartyName, name, email } of sent) {
        expect([name, email].every((value) => value.trim() !== '')).toBe(true);
        if (isCounterparty) expect(known).toContain(counterpartyName);
        else expect(counterpartyName).toBeUndefined();
      }
    }),
  );
});
