import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contractWire,
  toContract,
  toContractStatus,
  toUtc,
} from '../../../../src/connectors/spotdraft/contract.wire.js';
import { opportunityIdOf } from '../../../../src/domain/deal-link.js';
import { parseContractId } from '../../../../src/domain/contract-id.js';

const ignore = () => undefined;

describe('toUtc', () => {
  it.each([
    ['2026-03-14T09:26:53Z', '2026-03-14T09:26:53.000Z'],
    ['2026-03-14T09:26:53.589793Z', '2026-03-14T09:26:53.589Z'],
    ['2026-03-14T09:26:53+0000', '2026-03-14T09:26:53.000Z'],
    ['2026-03-14T09:26:53.5+05:30', '2026-03-14T03:56:53.500Z'],
    ['2026-03-14T09:26:53', '2026-03-14T09:26:53.000Z'],
    ['2026-03-14 09:26:53', '2026-03-14T09:26:53.000Z'],
    ['2026-03-14', '2026-03-14T00:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(toUtc(text)).toBe(expected);
  });

  it('is null for what is no date', () => {
    for (const text of [null, undefined, '', 'soon', '12:00']) expect(toUtc(text)).toBeNull();
  });
});

describe('the contract wire schema', () => {
  it('never throws on a row with an id, whatever else it holds', () => {
    const id = parseContractId('T-1');
    fc.assert(
      fc.property(
        fc.record({
          id: fc.constant('T-1'),
          created: fc.anything(),
          contract_name: fc.anything(),
          contract_link: fc.anything(),
          contract_status: fc.anything(),
          contract_kind: fc.anything(),
          contract_type_id: fc.anything(),
          external_metadata: fc.anything(),
        }),
        (row) => {
          const contract = toContract(contractWire.parse(row), id, ignore);
          expect(contract.createdAt).toMatch(/Z$/);
          expect(contract.url).toMatch(/^https?:/i);
        },
      ),
    );
  });

  it.each(['', '   ', '\u200b', '\t'])('takes the name %j for none', (name) => {
    const id = parseContractId('T-1');
    const named = (reference: string | null) =>
      toContract(
        contractWire.parse({ id: 'T-1', contract_name: name, reference_id: reference }),
        id,
        ignore,
      ).name;
    expect([named('SD-1'), named(null), named(name)]).toEqual(['SD-1', 'T-1', 'T-1']);
  });

  it('takes names that every object inherits for unknown kinds', () => {
    const wire = contractWire.parse({ id: 'T-1', contract_kind: 'constructor' });
    expect(toContract(wire, parseContractId('T-1'), ignore).kind).toBe('UNKNOWN');
  });

  it('knows no contract that SpotDraft calls DELETED: that word is ours', () => {
    expect(toContractStatus('DELETED', ignore)).toBe('UNKNOWN');
    expect(toContractStatus('executed', ignore)).toBe('EXECUTED');
  });
});

describe('opportunityIdOf', () => {
  it('brings 15 and 18 characters to one form', () => {
    expect(opportunityIdOf({ id: '0065g00000XyZ12' })).toBe('0065g00000XyZ12AAF');
    expect(opportunityIdOf({ id: '0065g00000XyZ12AAF' })).toBe('0065g00000XyZ12AAF');
  });
});
