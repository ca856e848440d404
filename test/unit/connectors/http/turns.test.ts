import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Turns } from '../../../../src/connectors/http/turns.js';

function drain(turns: Turns<string>): string[] {
  const order: string[] = [];
  for (let next = turns.next(); next !== undefined; next = turns.next()) order.push(next);
  return order;
}

describe('one caller never starves another: turns', () => {
  it('alternate between callers, each in the order of its own waits', () => {
    const turns = new Turns<string>();
    for (const wait of ['a1', 'a2', 'a3', 'b1', 'a4', 'c1', 'b2']) turns.add(wait.charAt(0), wait);
    expect(turns.size).toBe(7);
    expect(drain(turns)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4']);
    expect(turns.size).toBe(0);
  });

  it('are not taken by a wait that was removed, and an unknown wait is not in the line', () => {
    const turns = new Turns<string>();
    turns.add('a', 'a1');
    turns.add('b', 'b1');
    expect(turns.remove('a', 'a1')).toBe(true);
    expect(turns.remove('a', 'a1')).toBe(false);
    expect(drain(turns)).toEqual(['b1']);
  });

  it('whoever comes waits for no more than one of each other caller', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 60 }), (others) => {
        const turns = new Turns<string>();
        others.forEach((caller, index) => {
          turns.add(`other ${caller}`, `${caller}/${index}`);
        });
        turns.add('late', 'late');
        expect(drain(turns).indexOf('late')).toBeLessThanOrEqual(new Set(others).size);
      }),
    );
  });
});
