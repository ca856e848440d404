import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.js';
import { startWorld } from '../../support/world.js';
import type { Headers, World } from '../../support/world.js';

const PAGE = '{ opportunities(first: 5) { nodes { id contracts { id status } } } }';
const REP = 'priya.raman@meridian-cloud.example';

let world: World;
let rep: Headers;
beforeAll(async () => {
  world = await startWorld({ backfill: true, worker: false, spotdraft: { contracts: 40 } });
  rep = await world.asUser(REP);
  // What an operation may cost is known once it was carried out, and what a person sees once they asked.
  for (const headers of [world.as('service'), world.as('admin'), rep]) await page(headers);
  world.salesforce.control.faults.add({ kind: 'latency', latencyMs: 200 });
});
afterAll(() => world[Symbol.asyncDispose]());

const page = (headers: Headers) => world.graphql(PAGE, {}, headers);
const calls = () => world.salesforce.control.usage.report().total;

test('identical reads of one caller in flight are one call of Salesforce', async () => {
  const before = calls();
  const answers = await Promise.all(Array.from({ length: 6 }, () => page(world.as('service'))));
  expect(calls() - before).toBe(1);
  expect(answers[0]?.data).toMatchObject({
    opportunities: { nodes: expect.any(Array) as unknown },
  });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('each caller reads with their own rights, at the same time as well', async () => {
  const before = calls();
  await Promise.all([page(world.as('service')), page(world.as('admin')), page(rep), page(rep)]);
  expect(calls() - before).toBe(3);
});

test('who changed something is not given what was on its way before', async () => {
  const before = calls();
  const first = page(rep);
  await eventually(() => {
    expect(calls() - before).toBe(1);
  });
  await world.graphql('mutation { nothing }', {}, rep);
  await Promise.all([first, page(rep)]);
  expect(calls() - before).toBe(2);
});
