import { expect, test } from 'vitest';
import { parseDelivery } from '../../../src/webhooks/parse-delivery.js';

const AT = new Date('2026-03-02T09:00:00Z');

function parse(payload: unknown) {
  const parsed = parseDelivery(Buffer.from(JSON.stringify(payload)), AT);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.delivery;
}

const event = (over: object = {}, data: object = {}) => ({
  activity: 'CONTRACT_SIGNED',
  contract_id: 7,
  activity_data: {
    timestamp: '2026-03-02T08:00:00.123456Z',
    performed_by: { name: 'SYSTEM' },
    ...data,
  },
  ...over,
});

test('files a bare number for resolving, and a composite id as it is', () => {
  expect(parse(event()).key).toBe('#7');
  expect(parse(event({ contract_id: '7' })).key).toBe('#7');
  expect(parse(event({ contract_id: 'H-7' })).key).toBe('H-7');
  expect(parse(event({ contract_id: { id: 7 } })).key).toBeNull();
  expect(parse(event({ contract_id: undefined })).key).toBeNull();
});

test.each([
  'POSTMARK_EMAIL_EVENT',
  'SIGNING_EMAIL_OPENED',
  'REDLINING_EMAIL_DELIVERED',
  'CONTRACT_ACTIVITY_LOG_COMMENT_CREATED',
  'CONTRACT_KEY_POINTER_UPDATION',
])('has no work for %s', (activity) => {
  expect(parse(event({ activity })).key).toBeNull();
});

test.each(['CONTRACT_EXECUTED', 'CONTRACT_DELETED', 'SOMETHING_NEW'])('looks at %s', (activity) => {
  expect(parse(event({ activity })).key).toBe('#7');
});

test('the same content has one key, however its body is written', () => {
  const text = JSON.stringify(event(), null, 2);
  const reversed = Object.fromEntries(Object.entries(event()).reverse());
  const keys = [text, JSON.stringify(reversed)].map((body) => {
    const parsed = parseDelivery(Buffer.from(body), new Date());
    return parsed.ok ? parsed.delivery.semanticKey : null;
  });
  expect(keys).toEqual([parse(event()).semanticKey, parse(event()).semanticKey]);
});

test('what differs in content is no repeat, though it is of one moment', () => {
  const { semanticKey } = parse(event({ contract_status: 'REDLINING' }));
  expect(parse(event({ contract_status: 'SIGN' })).semanticKey).not.toBe(semanticKey);
});

test.each([
  ['another contract', event({ contract_id: 8 })],
  ['another activity', event({ activity: 'CONTRACT_EXECUTED' })],
  ['another time', event({}, { timestamp: '2026-03-02T08:00:00.123457Z' })],
  ['another actor', event({}, { performed_by: { name: 'SYSTEM', email: 'a@b.example' } })],
  ['nobody named', event({}, { performed_by: {} })],
  ['a signatory', event({}, { signatory: { email: 'a@b.example' } })],
  ['a mail', event({}, { email_event_data: { recipient_email: 'a@b.example' } })],
])('%s makes another event', (_name, other) => {
  expect(parse(other).semanticKey).not.toBe(parse(event()).semanticKey);
});

test.each([
  ['9007199254740992', '9007199254740993'],
  ['0.123456789012345671', '0.123456789012345672'],
  ['12345678.1234567891', '12345678.1234567892'],
  ['1e400', '1e401'],
  ['-1E-400', '-1E-401'],
])('numbers that a parser takes for the same, %s and %s, make two events', (one, other) => {
  const keyOf = (number: string) => {
    const body = JSON.stringify(event({ contract_data: 'X' })).replace('"X"', number);
    const parsed = parseDelivery(Buffer.from(body), AT);
    return parsed.ok ? parsed.delivery.semanticKey : null;
  };
  expect(JSON.parse(one)).toBe(JSON.parse(other));
  expect(keyOf(one)).not.toBe(keyOf(other));
  expect(keyOf(one)).toBe(keyOf(one));
});

test('without a time the body itself tells events apart', () => {
  const timeless = { activity: 'CONTRACT_SIGNED', contract_id: 7 };
  expect(parse(timeless).semanticKey).toBe(parse(timeless).semanticKey);
  expect(parse({ ...timeless, a: 1 }).semanticKey).not.toBe(parse(timeless).semanticKey);
});

test('keeps what tells twins apart, and drops what has another type than documented', () => {
  const told = { contract_title: 'NDA', contract_type_id: 4, external_metadata: { id: 'x' } };
  expect(parse(event(told)).identity).toMatchObject({ title: 'NDA', typeId: '4', externalId: 'x' });
  const odd = { contract_title: 4, contract_type_id: [], external_metadata: 'x' };
  expect(parse(event(odd)).identity).toMatchObject({ title: null, typeId: null, externalId: null });
  expect(parse(event({ external_metadata: { id: 5 } })).identity?.externalId).toBe('5');
  expect(parse(event({ external_metadata: { id: [5] } })).identity?.externalId).toBeNull();
});

test('a contract id of any depth harms nothing', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const body = `{"activity":"X","contract_id":${deep},"activity_data":{"timestamp":"t"}}`;
  expect(parseDelivery(Buffer.from(body), AT)).toMatchObject({ ok: true });
});

test('says of an activity without effect why it needs no work', () => {
  const { key, reason } = parse({ activity: 'SIGNING_EMAIL_OPENED', contract_id: 7 });
  expect(key).toBeNull();
  expect(reason).toMatch(/activity changes nothing/);
});

test('says of a delivery without a contract that it names none', () => {
  const { key, reason } = parse({ activity: 'CONTRACT_EXECUTED' });
  expect(key).toBeNull();
  expect(reason).toMatch(/names no contract/);
});

test('gives no reason where there is work', () => {
  const delivery = parse({ activity: 'CONTRACT_EXECUTED', contract_id: 7 });
  expect(delivery.key).toBe('#7');
  expect(delivery.reason).toBeUndefined();
});

test('keeps of a time what it can compare: its own words, and none that are no time', () => {
  expect(parse(event()).toldAt).toBe('2026-03-02T08:00:00.123456Z');
  expect(parse(event({}, { timestamp: '2'.repeat(41) })).toldAt).toBeNull();
  expect(parse(event({}, { timestamp: 1_772_438_400 })).toldAt).toBeNull();
  expect(parse(event({ activity_data: 'none' })).toldAt).toBeNull();
});

test('lists say something by their order, objects by their members', () => {
  const told = (tags: readonly unknown[]) => parse(event({}, { tags })).semanticKey;

  expect(told(['a', { b: 1, c: 2 }])).toBe(told(['a', { c: 2, b: 1 }]));
  expect(told(['a', 'b'])).not.toBe(told(['b', 'a']));
});
