import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pageCatalogues } from '../../../scripts/labels.mjs';
import { APPROVAL_STATUSES } from '../../../src/domain/approval.js';
import { CONTRACT_STATUSES } from '../../../src/domain/contract.js';
import { ARCHIVE_STATES } from '../../../src/domain/archived-document.js';
import { ACTIVITY_KINDS, ACTIVITY_SYSTEMS } from '../../../src/domain/activity.js';
import { SUBSCRIBED_ACTIVITIES } from '../../../src/domain/webhook-activity.js';
import { NOTICE_KINDS } from '../../../src/services/health/notices.js';

const known = Object.keys(pageCatalogues().get('de')!);

/** The codes are a type, which is gone at run time; its source is not. */
function userErrorCodes(): string[] {
  const source = readFileSync('src/domain/user-error.ts', 'utf8');
  const [, union] = /export type UserErrorCode =([^;]*);/.exec(source)!;
  return [...union!.matchAll(/\| '([A-Z_]+)'/g)].map(([, code]) => code!);
}

const FAMILIES: readonly (readonly [string, readonly string[]])[] = [
  ['refusal', userErrorCodes()],
  ['notice', NOTICE_KINDS],
  ['status', CONTRACT_STATUSES],
  ['approval', APPROVAL_STATUSES],
  ['state', ARCHIVE_STATES],
  ['step', ACTIVITY_KINDS],
  ['system', ACTIVITY_SYSTEMS],
  ['activity', SUBSCRIBED_ACTIVITIES],
];

it.each(FAMILIES)('%s: every code of the service has a text', (family, codes) => {
  expect(codes.length).toBeGreaterThan(2);
  // What the service itself does not know is said by a text of its own.
  const named = codes.filter((code) => code !== 'UNKNOWN');
  expect(named.filter((code) => !known.includes(`${family}_${code}`))).toEqual([]);
});
