import { describe, expect, it } from 'vitest';
import type { Cause, Reading } from '../../../../src/services/notices/cause.js';
import type { DestinationState, Told } from '../../../../src/services/notices/notice-marks.js';
import { planMessages } from '../../../../src/services/notices/plan-messages.js';

const NOW = new Date('2026-03-01T09:00:00Z');
const MINUTE = 60_000;
const rule = { topics: ['parked', 'silence'] as const, everyMs: 5 * MINUTE };
const untold: DestinationState = { sentAt: {}, pause: null };

function cause(key: string, topic: Cause['topic'] = 'parked'): Cause {
  return {
    key,
    topic,
    title: `About ${key}`,
    cause: 'Because.',
    todo: 'Do it.',
    since: NOW,
    url: null,
  };
}

function told(key: string, topic: Cause['topic'] = 'parked', toldAt = NOW): Told {
  return { key, topic, title: `About ${key}`, since: NOW, url: null, toldAt };
}

function reading(causes: readonly Cause[], isComplete = true): Reading {
  return { topics: ['parked', 'silence'], causes, isComplete };
}

function plan(
  readings: readonly Reading[],
  known: readonly Told[] = [],
  state = untold,
  now = NOW,
) {
  return planMessages(rule, readings, known, state, { now, operationsUrl: null });
}

describe('what a destination is told', () => {
  it('is new things of one topic in one message, of wanted topics alone', () => {
    const { messages } = plan([
      reading([cause('a'), cause('b'), cause('s', 'silence'), cause('x', 'archive')]),
    ]);
    expect(messages.map(({ message }) => [message.topic, message.headline])).toEqual([
      ['parked', 'Work that was given up: 2 new'],
      ['silence', 'Webhook deliveries: 1 new'],
    ]);
    expect(messages[0]!.open.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('is said once, and once more when it is over', () => {
    expect(plan([reading([cause('a')])], [told('a')]).messages).toEqual([]);
    const { messages } = plan([reading([])], [told('a')]);
    expect(messages).toMatchObject([
      {
        over: ['a'],
        message: {
          headline: 'Work that was given up: 1 solved',
          lines: [{ state: 'solved', title: 'About a' }],
        },
      },
    ]);
  });

  it('is not called over where not all was looked at, or nothing could be read', () => {
    expect(plan([reading([], false)], [told('a')]).messages).toEqual([]);
    expect(plan([], [told('a')]).messages).toEqual([]);
  });

  it('waits for the window of its topic, and comes together after it', () => {
    const state = { sentAt: { parked: new Date(NOW.getTime() - 4 * MINUTE) }, pause: null };
    expect(plan([reading([cause('a'), cause('s', 'silence')])], [], state).messages).toMatchObject([
      { message: { topic: 'silence' } },
    ]);
    const later = new Date(NOW.getTime() + MINUTE);
    expect(plan([reading([cause('a'), cause('b')])], [], state, later).messages).toMatchObject([
      { message: { headline: 'Work that was given up: 2 new' } },
    ]);
  });

  it('shows fifteen lines and says how many more there are', () => {
    const many = Array.from({ length: 40 }, (_, index) => cause(`k${index}`));
    const [only] = plan([reading(many)]).messages;
    expect(only!.message.lines).toHaveLength(15);
    expect(only!.message.more).toBe(25);
    expect(only!.open).toHaveLength(40);
  });

  it('has the same id when it says the same, and another when it does not', () => {
    const idOf = (causes: readonly Cause[], known: readonly Told[] = []) =>
      plan([reading(causes)], known).messages[0]!.message.id;
    expect(idOf([cause('a')])).toBe(idOf([{ ...cause('a'), title: 'Other words' }]));
    expect(new Set([idOf([cause('a')]), idOf([cause('b')]), idOf([], [told('a')])]).size).toBe(3);
  });

  it('is forgotten without a word after a month', () => {
    const old = told('a', 'parked', new Date('2026-01-01T00:00:00Z'));
    expect(plan([reading([])], [old])).toEqual({ messages: [], forgotten: ['a'] });
    expect(plan([reading([cause('a')])], [old])).toEqual({ messages: [], forgotten: [] });
  });
});
