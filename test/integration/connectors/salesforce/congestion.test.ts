import { expect, test } from 'vitest';
import { CongestionError } from '../../../../src/domain/errors.js';
import { parseOpportunityId } from '../../../../src/domain/opportunity-id.js';
import { runInScope } from '../../../../src/domain/request-scope.js';
import { pauseCauseOf } from '../../../../src/work/pauses.js';
import { eventually } from '../../../support/eventually.js';
import type { LoopbackOrg } from './loopback-org.js';
import { connect, page, startLoopbackOrg } from './loopback-org.js';

const INTEGRATION = { kind: 'integration' } as const;
const DEAL = parseOpportunityId('006R0000003FPYxIAO');
/** Twenty run at once, so that the last of them wait for three rounds: longer than a call may take with its answer. */
const CALLS = Array.from({ length: 80 });
const LATENCY_MS = 400;
const TIMEOUT_MS = 1_000;

/** Salesforce as it is under load: each answer takes a while. */
function answerSlowly(org: LoopbackOrg): void {
  org.answer(
    () =>
      new Promise((resolve) => {
        setTimeout(() => resolve(page([])), LATENCY_MS);
      }),
  );
}

test('our own work waits for its turn before Salesforce as long as it takes', async () => {
  await using org = await startLoopbackOrg();
  answerSlowly(org);
  await using crm = connect(org.url, { timeoutMs: TIMEOUT_MS });
  const calls = CALLS.map(() => crm.readableOpportunities(INTEGRATION, [DEAL]));
  expect(await Promise.all(calls)).toHaveLength(CALLS.length);
});

test('people who wait for their turn too long are told so, which stops no work of ours', async () => {
  await using org = await startLoopbackOrg();
  answerSlowly(org);
  await using crm = connect(org.url, { timeoutMs: TIMEOUT_MS });
  const person = { caller: 'anna', signal: new AbortController().signal };
  const settled = await Promise.allSettled(
    CALLS.map(() => runInScope(person, () => crm.readableOpportunities(INTEGRATION, [DEAL]))),
  );
  const errors = settled.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors) {
    expect(error).toBeInstanceOf(CongestionError);
    expect(error).toMatchObject({ code: 'RATE_LIMITED', service: 'salesforce' });
    expect(pauseCauseOf(error)).toBeNull();
  }
});

test('a caller who leaves while waiting for a turn says nothing about Salesforce', async () => {
  await using org = await startLoopbackOrg();
  answerSlowly(org);
  await using crm = connect(org.url);
  const left = new AbortController();
  const busy = CALLS.slice(0, 20).map(() => crm.readableOpportunities(INTEGRATION, [DEAL]));
  const waiting = runInScope({ caller: 'anna', signal: left.signal }, () =>
    crm.readableOpportunities(INTEGRATION, [DEAL]),
  ).catch((reason: unknown) => reason);
  await eventually(() => expect(org.calls()).toHaveLength(20));
  left.abort(new Error('The client hung up.'));
  expect(pauseCauseOf(await waiting)).toBeNull();
  await Promise.all(busy);
});
