import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishedTemplate } from '../../../../src/connectors/spotdraft/template.js';
import { UpstreamUnavailableError } from '../../../../src/domain/errors.js';
import { createTemplateCache } from '../../../../src/services/templates/templates.js';
import { ManualClock } from '../../../support/manual-clock.js';
import { spotdraftOf } from '../../../support/spotdraft-stub.js';

const TEMPLATE: PublishedTemplate = {
  id: '1204',
  name: 'Order form',
  contractTypeId: '303',
  fields: [],
  counterpartyKind: 'both',
  tags: [],
};

/** What the next calls end in; the last one for good. */
let answers: (() => Promise<PublishedTemplate | null>)[];
let calls: number;
beforeEach(() => {
  answers = [async () => TEMPLATE];
  calls = 0;
});

const down = () =>
  Promise.reject(new UpstreamUnavailableError('down', { service: 'spotdraft', status: 503 }));

function open(clock = new ManualClock()) {
  const next = () => {
    calls += 1;
    const [first] = answers;
    if (answers.length > 1) answers.shift();
    return first!();
  };
  const spotdraft = {
    ...spotdraftOf(new Map()),
    getTemplate: next,
    listTemplates: async () => {
      const template = await next();
      return template === null ? [] : [template];
    },
  };
  return createTemplateCache(spotdraft, clock);
}

describe.each([
  ['one template', (cache: ReturnType<typeof open>) => cache.get('1204')],
  ['the list', (cache: ReturnType<typeof open>) => cache.list()],
])('the memory of %s', (_what, read) => {
  test('does not keep a failed call', async () => {
    answers = [down, async () => TEMPLATE];
    const cache = open();
    await expect(read(cache)).rejects.toThrow('down');
    expect([await read(cache)].flat()).toEqual([TEMPLATE]);
    expect(calls).toBe(2);
  });

  test('keeps an answer for five minutes', async () => {
    const clock = new ManualClock();
    const cache = open(clock);
    await read(cache);
    clock.advance(5 * 60_000 - 1);
    await read(cache);
    expect(calls).toBe(1);
    clock.advance(1);
    await read(cache);
    expect(calls).toBe(2);
  });
});

test('a template that is not there is asked for again', async () => {
  answers = [async () => null, async () => TEMPLATE];
  const cache = open();
  expect(await cache.get('1204')).toBeNull();
  expect(await cache.get('1204')).toEqual(TEMPLATE);
});

test('a late failure does not drop what was learnt after it', async () => {
  const late = Promise.withResolvers<PublishedTemplate>();
  answers = [() => late.promise, async () => TEMPLATE];
  const cache = open();
  const failing = cache.get('1204');
  cache.forget('1204');
  await cache.get('1204');
  late.reject(new Error('late'));
  await expect(failing).rejects.toThrow('late');
  await cache.get('1204');
  expect(calls).toBe(2);
});
