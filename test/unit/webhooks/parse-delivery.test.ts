import { expect, it } from 'vitest';

import { parseDelivery } from '../../../src/webhooks/parse-delivery.js';

const parse = (body: unknown) => {
  const parsed = parseDelivery(Buffer.from(JSON.stringify(body)), new Date(0));
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.delivery;
};

it('says of an activity without effect why it needs no work', () => {
  const { key, reason } = parse({ activity: 'SIGNING_EMAIL_OPENED', contract_id: 7 });
  expect(key).toBeNull();
  expect(reason).toMatch(/activity changes nothing/);
});

it('says of a delivery without a contract that it names none', () => {
  const { key, reason } = parse({ activity: 'CONTRACT_EXECUTED' });
  expect(key).toBeNull();
  expect(reason).toMatch(/names no contract/);
});

it('gives no reason where there is work', () => {
  const delivery = parse({ activity: 'CONTRACT_EXECUTED', contract_id: 7 });
  expect(delivery.key).toBe('#7');
  expect(delivery.reason).toBeUndefined();
});
