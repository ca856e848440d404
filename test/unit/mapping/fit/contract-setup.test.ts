import { describe, expect, test } from 'vitest';
import { mapDeal } from '../../../../src/mapping/index.js';
import { NOW, entry, template } from '../samples.js';

const PARTY = `
    counterparties:
      - {organizationName: '"Acme"', contact: '{"firstName": "Ada", "email": "ada@acme.test"}'}`;

async function setupOf(...lines: readonly string[]) {
  const { setup, userErrors } = await mapDeal({
    contract: entry({}, [PARTY, ...lines].join('\n    ')),
    deal: { Empty: null, Right: true, Name: 'Fleet', Entity: ' ACME-US ' },
    fields: [],
    template: template([]),
    overrides: {},
    name: null,
    now: NOW,
  });
  return { setup, errors: userErrors.map(({ code, field, message }) => [code, field, message]) };
}

describe('how SpotDraft is to make a contract', () => {
  test('is its own way where nothing is mapped, or nothing found', async () => {
    const plain = {
      setup: { entityReferenceId: null, autoSend: false, workflow: {}, isEmbedded: null },
      errors: [],
    };
    expect(await setupOf()).toEqual(plain);
    expect(
      await setupOf('entity: Empty', 'embedded: Empty', 'workflow: {autoSend: Empty}'),
    ).toEqual(plain);
  });

  test('is as the mapping says', async () => {
    expect(
      await setupOf(
        'entity: Entity',
        'embedded: true',
        'workflow: {autoSend: Right, apiOnlyEdits: true, skipCounterpartyInfo: false, skipCreatorInfo: Right}',
      ),
    ).toEqual({
      setup: {
        entityReferenceId: 'ACME-US',
        autoSend: true,
        workflow: { apiOnlyEdits: true, skipCounterpartyInfo: false, skipCreatorInfo: true },
        isEmbedded: true,
      },
      errors: [],
    });
  });

  test('is refused where the mapping gives something else', async () => {
    const { errors } = await setupOf(
      'entity: Right',
      'embedded: Name',
      'workflow: {autoSend: "$error(Name)"}',
    );
    expect(errors).toEqual([
      ['INVALID_VALUE', null, expect.stringContaining('entity, but Right gives true')],
      ['MAPPING_FAILED', null, expect.stringContaining('workflow.autoSend')],
      ['INVALID_VALUE', null, expect.stringContaining('embedded, but Name gives "Fleet"')],
    ]);
  });
});
