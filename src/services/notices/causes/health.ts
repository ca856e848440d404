import { harmlessText } from '../../../domain/harmless-text.js';
import type { NoticeTopic } from '../../../domain/notice-topic.js';
import type { Notice, NoticeKind } from '../../health/notices.js';
import type { Links } from '../links.js';
import type { Cause, ReadCauses } from '../cause.js';

/** Null for what is not told here: contracts are told of one by one (parked.ts, terms.ts). */
const TOPICS: Readonly<Record<NoticeKind, NoticeTopic | null>> = {
  DELIVERIES_REFUSED: 'silence',
  DELIVERIES_MISSING: 'silence',
  SYSTEM_PAUSED: 'credentials',
  CONTRACTS_PARKED: null,
  SIGNED_TERMS_OPEN: null,
  DELIVERIES_PARKED: 'parked',
  ARCHIVE_PAUSED: 'archive',
  DOCUMENTS_PARKED: 'archive',
  REPAIRS_PAUSED: 'repairs',
  NOT_BACKFILLED: 'repairs',
  CREDENTIALS_EXPIRING: 'credentials',
  // What was told could not be remembered, so it would be told without end: /readyz says it.
  STORE_NOT_WRITABLE: null,
};
/** What heals by itself needs a person when it has not for so long. */
const PATIENCE_MS = 60 * 60_000;

/** What the operations page shows at its top. */
export function healthCauses(notices: () => Promise<readonly Notice[]>, links: Links): ReadCauses {
  return async (now) => ({
    topics: ['silence', 'credentials', 'paused', 'archive', 'repairs'],
    causes: (await notices()).flatMap((notice) => toCause(notice, now, links)),
    isComplete: true,
  });
}

function toCause(notice: Notice, now: Date, links: Links): readonly Cause[] {
  const { kind, subject, urgency, title, cause, todo, since } = notice;
  const usual = TOPICS[kind];
  if (usual === null) return [];
  const isHealing = urgency === 'WAIT' && kind !== 'CREDENTIALS_EXPIRING';
  if (isHealing && (since === null || now.getTime() - since.getTime() < PATIENCE_MS)) return [];
  return [
    {
      key: subject === undefined ? kind : `${kind}:${subject}`,
      topic: isHealing ? 'paused' : usual,
      title,
      cause: cause === null ? null : harmlessText(cause),
      todo,
      since,
      url: links.operations(),
    },
  ];
}
