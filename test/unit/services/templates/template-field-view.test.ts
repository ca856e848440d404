import { describe, expect, test } from 'vitest';
import type { TemplateField } from '../../../../src/connectors/spotdraft/template.js';
import { toFieldView } from '../../../../src/services/templates/template-field-view.js';
import { composite, currency, leaf, repeating } from '../../mapping/samples.js';

describe('toFieldView', () => {
  test.each<[string, TemplateField]>([
    ['TEXT', leaf('f')],
    ['BOOLEAN', leaf('f', 'boolean')],
    ['INTEGER', leaf('f', 'int')],
    ['NUMBER', leaf('f', 'float')],
    ['DATE', leaf('f', 'date')],
    ['CHOICE', leaf('f', 'enum')],
    ['TEXTS', leaf('f', 'array of strings')],
    ['CHOICES', leaf('f', 'array of options')],
    ['FILES', leaf('f', 'array of files')],
    ['UNKNOWN', leaf('f', 'unknown')],
    ['MONEY', currency('f')],
    ['COMPOSITE', composite('f', 'address', [])],
    ['COMPOSITE', composite('f', null, [])],
    ['TABLE', repeating('f', [])],
  ])('has %s typed in', (input, field) => {
    expect(toFieldView(field).input).toBe(input);
  });

  test('keeps the JSON type of the options, and the own word for an unknown type', () => {
    const options = [
      { label: 'One', value: 1 },
      { label: '1', value: '1' },
    ];
    expect(toFieldView(leaf('f', 'enum', { options }))).toMatchObject({ options, members: null });
    expect(toFieldView(leaf('f', 'unknown', { rawType: 'rating' })).type).toBe('rating');
  });

  test('shows columns and parts, required as they are in force rather than as the template says', () => {
    const table = toFieldView(
      repeating('rows', [
        currency('price'),
        composite('term', 'duration', [
          leaf('type'),
          leaf('value', 'int'),
          leaf('days', 'int', { required: true }),
        ]),
      ]),
    );
    const [price, term] = table.members ?? [];
    const asked = (field: typeof price) =>
      field?.members?.map(({ name, input, required }) => [name, input, required]);
    expect(asked(price)).toEqual([
      ['type', 'TEXT', true],
      ['value', 'NUMBER', false],
    ]);
    expect(asked(term)).toEqual([
      ['type', 'TEXT', true],
      ['value', 'INTEGER', false],
      ['days', 'INTEGER', false],
    ]);
  });
});
