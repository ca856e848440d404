import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/domain/clock.js';
import type { Clock } from '../../src/domain/clock.js';
import { CreateContractDocument } from '../generated/graphql.js';
import { eventually } from '../support/eventually.js';
import { startWorld } from '../support/world.js';

const CREATE = { method: 'POST', path: '/api/v2.1/public/contracts/' };
const FAULTS = [
  { kind: 'drop-after-commit', match: CREATE },
  { kind: 'drop-before-commit', match: CREATE },
  { kind: 'truncate', match: CREATE },
  { kind: 'status', status: 400, match: CREATE, body: { contract_name: ['Taken.'] } },
  { kind: 'status', status: 500, match: CREATE },
  { kind: 'status', status: 429, match: CREATE },
  { kind: 'latency', latencyMs: 40, match: CREATE },
  { kind: 'status', status: 503, match: { method: 'GET' } },
] as const;

/** Waits are a tenth of what they are: the pauses between looks for a lost contract are most of this test. */
const hurried: Clock = {
  now: () => systemClock.now(),
  sleep: (delayMs, signal) => systemClock.sleep(delayMs / 10, signal),
};

test('any number of parallel calls under any faults make at most one contract an intent, and no lost one', async () => {
  await using world = await startWorld({
    spotdraft: { rateLimitPerSecond: null, contracts: 'none' },
    env: { SPOTDRAFT_RATE_LIMIT: '1000' },
    adapters: { clock: hurried },
  });
  const other = await world.startAnother();
  const deal = world.salesforce.deals[0]!.id;
  let run = 0;

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...FAULTS), { maxLength: 3 }),
      fc.array(fc.record({ intent: fc.integer({ min: 0, max: 2 }), app: fc.boolean() }), {
        minLength: 1,
        maxLength: 8,
      }),
      async (faults, calls) => {
        run += 1;
        world.spotdraft.faults.clear();
        for (const fault of faults) world.spotdraft.faults.add({ ...fault, times: 1 });
        const before = new Set(world.spotdraft.control.list(deal).map(({ id }) => id));
        const payloads = await Promise.all(
          calls.map(async ({ intent, app }) => {
            const actions = (app ? other : world.app).services.actions;
            const idempotencyKey = `run-${run}-${intent}`;
            const answer = await actions
              .create(
                { kind: 'integration', keyName: 'service' },
                {
                  opportunityId: deal,
                  templateId: '1204',
                  idempotencyKey,
                  sendToCounterparties: false,
                },
              )
              .catch(() => null);
            return { intent, answer };
          }),
        );
        const made = world.spotdraft.control.list(deal).filter(({ id }) => !before.has(id));
        const requests = made.map(({ external_metadata: metadata }) =>
          JSON.stringify(metadata.record_data),
        );
        // One contract a request, and never more than intents.
        expect(new Set(requests).size).toBe(made.length);
        const intents = new Set(calls.map(({ intent }) => intent));
        expect(made.length).toBeLessThanOrEqual(intents.size);
        for (const intent of intents) {
          const answers = payloads
            .filter((one) => one.intent === intent)
            .map(({ answer }) => answer);
          const ids = new Set(answers.flatMap((answer) => answer?.contract?.contract.id ?? []));
          expect(ids.size).toBeLessThanOrEqual(1);
          expect(answers.filter((answer) => answer?.created === true).length).toBeLessThanOrEqual(
            1,
          );
          // Who was told "refused" or "not reached" may try again: that makes it one, and not two.
          const uncertain = answers.some(
            (answer) =>
              answer?.userErrors.some(({ code }) => code === 'CREATION_UNCERTAIN') === true,
          );
          if (ids.size === 0 && !uncertain) {
            world.spotdraft.faults.clear();
            const again = await world.graphql(CreateContractDocument, {
              input: {
                opportunityId: deal,
                templateId: '1204',
                idempotencyKey: `run-${run}-${intent}`,
              },
            });
            expect(again.data!.createContract.contract).not.toBeNull();
          }
        }
        world.spotdraft.faults.clear();
        const total = world.spotdraft.control.list(deal).filter(({ id }) => !before.has(id)).length;
        expect(total).toBeLessThanOrEqual(intents.size);
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );

  // Every contract that was made has its CRM record in the end, whoever learned of it.
  await eventually(() => {
    const records = world.salesforce.control.org.store.rows('SpotDraft_Contract__c');
    const known = new Set(records.map((row) => row.SpotDraft_Id__c));
    const missing = world.spotdraft.control.list(deal).filter(({ id }) => !known.has(id));
    expect(missing).toEqual([]);
  }, 20_000);
}, 180_000);
