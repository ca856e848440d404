import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createHmacKeys } from '../../../src/webhooks/hmac-keys.js';
import {
  createDeliveryReceiver,
  MAX_DELIVERY_BYTES,
} from '../../../src/webhooks/receive-delivery.js';
import { parseDelivery } from '../../../src/webhooks/parse-delivery.js';
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import type { Inbox } from '../../../src/store/inbox.js';
import { startWorld } from '../../support/world.js';
import { codeBlocks, readText, section, tableRows, withoutCodeMarks } from './markdown.js';

describe('docs/webhooks.md', () => {
  it('lists the activities that register subscribes', async () => {
    await using world = await startWorld({ webhook: true, worker: false });
    const [webhook] = [...world.spotdraft.deliveries.webhooks.values()];
    const lists = [...listAfter('<!-- subscribed -->'), ...listAfter('<!-- heard -->')];
    expect(lists).toEqual(webhook?.activities);
  });

  it('lists activities that are looked at as subscribed, and the others as ignored', () => {
    for (const activity of listAfter('<!-- subscribed -->'))
      expect(isLookedAt(activity)).toBe(true);
    const ignored = [...listAfter('<!-- heard -->'), ...listAfter('<!-- ignored -->')];
    expect(ignored.length).toBeGreaterThan(5);
    for (const activity of ignored) expect(isLookedAt(activity), activity).toBe(false);
    expect(isLookedAt('SOMETHING_NEW')).toBe(true);
  });

  it('has the status of every reply, in the order of the checks', async () => {
    const body = (text: string) => Buffer.from(text);
    const tooLarge = Buffer.alloc(MAX_DELIVERY_BYTES + 1);
    const replies = [
      await receive(tooLarge, 'wrong', { isStoreDown: true }),
      await receive(body('no json'), 'wrong', { isStoreDown: true }),
      await receive(body('no json'), 'right', { isStoreDown: true }),
      await receive(body('{"activity":"X"}'), 'right', { isStoreDown: true }),
      await receive(body('{"activity":"X"}'), 'right', { isStoreDown: false }),
    ];
    const documented = tableRows(section('docs/webhooks.md', 'Replies')).map(([status = '']) =>
      Number(withoutCodeMarks(status)),
    );
    expect(documented).toEqual(replies);
  });

  it('signs by hand as the receiver checks', () => {
    const [, script = ''] = [...codeBlocks(readText('docs/webhooks.md'), 'sh')];
    expect(script).toContain('openssl dgst -sha512 -mac HMAC');
    expect(script).toContain('X-SD-WEBHOOK-CONTENT-HASH');
  });
});

const KEY = Buffer.alloc(64, 1);

async function receive(
  rawBody: Buffer,
  signature: 'right' | 'wrong',
  { isStoreDown }: { isStoreDown: boolean },
): Promise<number> {
  const inbox: Pick<Inbox, 'accept'> = {
    accept: async () => {
      if (isStoreDown) throw new Error('disk full');
      return { id: 1, repeated: false };
    },
  };
  const receiver = createDeliveryReceiver({
    contractIdOf: async (key) => key,
    inbox: inbox as Inbox,
    keys: createHmacKeys({
      configured: [KEY.toString('base64')],
      fetchKey: async () => '',
      settings: {
        get: async () => null,
        set: async () => undefined,
        delete: async () => undefined,
      },
      clock: systemClock,
      log: silentLog,
    }),
    clock: systemClock,
    log: silentLog,
    onStored: () => undefined,
  });
  const hash = createHmac('sha512', KEY).update(rawBody).digest('hex');
  const { status } = await receiver({
    rawBody,
    signature: signature === 'right' ? hash : 'f'.repeat(128),
  });
  return status;
}

function isLookedAt(activity: string): boolean {
  const parsed = parseDelivery(
    Buffer.from(JSON.stringify({ activity, contract_id: 1 })),
    new Date(0),
  );
  return parsed.ok && parsed.delivery.key !== null;
}

/** The first code of every item of the list that follows a mark. */
function listAfter(mark: string): string[] {
  const list = readText('docs/webhooks.md').split(mark)[1]?.trim().split('\n\n')[0] ?? '';
  return [...list.matchAll(/^- `([A-Z_]+)`/gm)].map(([, activity = '']) => activity);
}
