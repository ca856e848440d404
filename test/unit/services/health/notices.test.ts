import { describe, expect, it } from 'vitest';
import { readNotices } from '../../../../src/services/health/notices.js';
import type { KnownState, NoticeParts } from '../../../../src/services/health/notices.js';

const NOW = new Date('2026-11-23T03:00:00Z');
const NEXT = new Date('2026-11-23T03:01:00Z');

/** Nothing but a destination that is paused for this cause. */
function noticesOf(cause: string) {
  const parts = {
    store: { marks: { count: async () => 0 }, archive: { counts: async () => [] } },
    archive: {
      rules: { destinations: [{ name: 'legal' }] },
      pauses: { unended: async () => ({ cause, reason: 'It said no.', since: NOW, until: NEXT }) },
    },
    credentialEnds: async () => [],
  } as unknown as NoticeParts;
  return readNotices(parts, {
    now: NOW,
    storeProblem: null,
    pauses: [],
    refused: null,
    silentForMs: 0,
    isSilent: false,
    parkedContracts: 0,
    parkedDeliveries: 0,
    repairs: { paused: null },
    isBackfilled: true,
  } as unknown as KnownState);
}

describe('the notice of a destination that is paused', () => {
  it.each(['throttled', 'unavailable'])(
    'asks nobody for anything while it is %s',
    async (cause) => {
      expect(await noticesOf(cause)).toMatchObject([
        {
          kind: 'ARCHIVE_PAUSED',
          urgency: 'WAIT',
          todo: `Nothing is lost, and it goes on by itself. Next try at ${NEXT.toISOString()}.`,
        },
      ]);
    },
  );

  it('says how to find the fault that a person has to mend', async () => {
    const [notice] = await noticesOf('permission');
    expect(notice).toMatchObject({ kind: 'ARCHIVE_PAUSED', urgency: 'ACT' });
    expect(notice!.todo).toContain('dealdraft archive check');
  });
});
