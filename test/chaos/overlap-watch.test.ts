import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { watchOverlap } from './overlap-watch.js';

/** A server that answers nothing before it is told to, and what the watch says of calls that wait there together. */
async function whatIsSaidOf(calls: readonly { readonly method?: string; readonly path: string }[]) {
  const opened = Promise.withResolvers<undefined>();
  let waiting = 0;
  const server = createServer((_request, response) => {
    waiting += 1;
    void opened.promise.then(() => response.end('{}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  using watch = watchOverlap([{ url }]);
  const asked = calls.map(async ({ method = 'GET', path }) => {
    await (await fetch(`${url}${path}`, { method })).text();
  });
  await eventually(() => expect(waiting).toBe(calls.length));
  opened.resolve(undefined);
  await Promise.all(asked);
  server.close();
  return watch.report();
}

const reads = (...ids: readonly string[]) => ({
  path: `/api/v2.1/public/contracts/?page=1&filter__contract_id[$in]=${ids.join(',')}`,
});

test('two runs of one contract at once are seen', async () => {
  const report = await whatIsSaidOf([reads('T-1', 'T-2'), reads('T-2', 'H-3'), reads('T-4')]);
  expect(report).toMatchObject({ contractsReadTwiceAtOnce: ['T-2'], reads: 3, lookUps: 0 });
});

test('so is one beside a run that has both contracts of a number among others', async () => {
  const report = await whatIsSaidOf([reads('T-1', 'H-1', 'T-2'), reads('H-1')]);
  expect(report.contractsReadTwiceAtOnce).toEqual(['H-1']);
});

test('what bare numbers mean is looked up beside a run, since it has a key of its own', async () => {
  const report = await whatIsSaidOf([reads('T-1', 'T-2'), reads('T-2', 'H-2', 'T-3', 'H-3')]);
  expect(report).toMatchObject({ contractsReadTwiceAtOnce: [], reads: 1, lookUps: 1 });
});

test('two batches on their way to the CRM at once are seen', async () => {
  const path = '/services/data/v66.0/composite/sobjects/A__c/Id__c';
  const report = await whatIsSaidOf([
    { method: 'PATCH', path },
    { method: 'PATCH', path },
  ]);
  expect(report).toMatchObject({ writesAtOnce: 2, writes: 2 });
});
