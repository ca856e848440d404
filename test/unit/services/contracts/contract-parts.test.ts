import { beforeEach, expect, test } from 'vitest';
import { parseContractId } from '../../../../src/domain/contract-id.js';
import { createContractParts } from '../../../../src/services/contracts/contract-parts.js';
import type { ContractParts } from '../../../../src/services/contracts/contract-parts.js';
import { ManualClock } from '../../../support/manual-clock.js';

const T_1 = parseContractId('T-1');
const H_1 = parseContractId('H-1');
const T_2 = parseContractId('T-2');
let clock: ManualClock;
let parts: ContractParts;
let asked: string[];
let isTold: boolean;

beforeEach(() => {
  clock = new ManualClock();
  parts = createContractParts({ clock, isTold: async () => isTold });
  isTold = true;
  asked = [];
});

const read = (part: string, id = T_1) =>
  parts.read(part, id, async () => {
    asked.push(`${part} of ${id}`);
    return asked.length;
  });

test('a part is asked for once, however many wait for it and for seconds afterwards', async () => {
  expect(await Promise.all([read('comments'), read('comments')])).toEqual([1, 1]);
  clock.advance(9_000);
  expect(await read('comments')).toBe(1);
  clock.advance(2_000);
  expect(await read('comments')).toBe(2);
});

test('parts and contracts are kept apart', async () => {
  await read('comments');
  await read('approvals');
  await read('comments', T_2);
  expect(asked).toEqual(['comments of T-1', 'approvals of T-1', 'comments of T-2']);
});

test('a delivery about a number, and a change of a contract, forget all of its parts and no others', async () => {
  for (const id of [T_1, H_1, T_2]) await read('comments', id);
  await read('approvals');
  parts.forgetNumber(1);
  asked = [];
  for (const id of [T_1, H_1, T_2]) await read('comments', id);
  await read('approvals');
  expect(asked).toEqual(['comments of T-1', 'comments of H-1', 'approvals of T-1']);
  parts.forget(T_1);
  asked = [];
  for (const id of [T_1, T_2]) await read('comments', id);
  expect(asked).toEqual(['comments of T-1']);
});

test('an answer that was on its way when the change was told is not kept', async () => {
  const asking = Promise.withResolvers<undefined>();
  const answer = Promise.withResolvers<string>();
  const before = parts.read('comments', T_1, () => {
    asking.resolve(undefined);
    return answer.promise;
  });
  await asking.promise;
  parts.forgetNumber(1);
  const after = parts.read('comments', T_1, async () => 'new');
  answer.resolve('old');
  expect(await before).toBe('old');
  expect(await after).toBe('new');
  expect(await parts.read('comments', T_1, async () => 'asked again')).toBe('new');
});

test('a failure is not kept', async () => {
  const failing = parts.read('comments', T_1, () => Promise.reject(new Error('down')));
  await expect(failing).rejects.toThrow('down');
  expect(await read('comments')).toBe(1);
});

test('nothing is kept while SpotDraft does not tell of changes', async () => {
  isTold = false;
  expect(await Promise.all([read('comments'), read('comments')])).toEqual([1, 1]);
  expect(await read('comments')).toBe(2);
  isTold = true;
  clock.advance(31_000);
  expect(await read('comments')).toBe(3);
  expect(await read('comments')).toBe(3);
});
