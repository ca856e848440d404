import { Job, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { RedisServer, isRedisMissing } from '../../support/redis-server.js';

/**
 * Why the dirty queue on Redis is not BullMQ's: these are sentences of the port that BullMQ with
 * `keepLastIfActive` does not keep (docs/decisions/0006-redis-queue-without-bullmq.md). When one of these tests fails
 * after an upgrade, BullMQ has learned it, and the decision deserves another look.
 */
describe.skipIf(isRedisMissing())('a dirty queue on BullMQ', () => {
  const LATER_MS = 3_600_000;
  const TOKEN = 'worker';
  const deduplication = { id: 'T-1', keepLastIfActive: true };
  let server: RedisServer;
  let connection: Redis;
  let queue: Queue;
  let worker: Worker;
  beforeAll(async () => {
    server = await RedisServer.start();
  });
  afterAll(async () => {
    await server.dispose();
  });
  beforeEach(async () => {
    await server.flush();
    connection = new Redis({ host: '127.0.0.1', port: server.port, maxRetriesPerRequest: null });
    queue = new Queue('dirty', { connection });
    worker = new Worker('dirty', null, { connection });
  });
  afterEach(async () => {
    await worker.close();
    await queue.close();
    connection.disconnect();
  });
  const mark = (delay = 0) => queue.add('T-1', {}, { deduplication, delay });
  const claim = () => worker.getNextJob(TOKEN, { block: false });
  const claimed = async (): Promise<Job> => {
    const job = await claim();
    if (!(job instanceof Job)) throw new Error('A job should be due.');
    return job;
  };

  it('runs a mark during a run that is done, as the port asks', async () => {
    await mark();
    const job = await claimed();
    await mark();
    await job.moveToCompleted(null, TOKEN, false);
    expect(await queue.getWaitingCount()).toBe(1);
  });

  it('leaves a mark during a run until its retry, although it counts from the end of the run', async () => {
    await mark();
    const job = await claimed();
    await mark();
    await job.moveToDelayed(Date.now() + LATER_MS, TOKEN);
    expect(await claim()).toBeUndefined();
    expect(await queue.getJobCounts('wait', 'delayed')).toEqual({ wait: 0, delayed: 1 });
  });

  it('leaves a key that is due later where it is, although an earlier mark brings it forward', async () => {
    await mark(LATER_MS);
    await mark();
    expect(await claim()).toBeUndefined();
    expect(await queue.getJobCounts('wait', 'delayed')).toEqual({ wait: 0, delayed: 1 });
  });

  it.each([
    ['replace', { replace: true }],
    ['reschedule', { reschedule: true }],
  ])('puts a key off with %s, although a later mark never does', async (_name, option) => {
    await mark(1_000);
    const later = { deduplication: { ...deduplication, ...option }, delay: LATER_MS };
    await queue.add('T-1', {}, later);
    const delayed = await queue.getDelayed();
    expect(delayed.map((job) => job.delay)).toEqual([LATER_MS]);
  });

  it('gives a key whose lease ran out to nobody, although that counts as due', async () => {
    await mark();
    const job = await claimed();
    // What the end of the lease does: the lock is gone. A check of its own, run twice, would find the job.
    expect(await connection.del(`bull:dirty:${job.id}:lock`)).toBe(1);
    expect(await claim()).toBeUndefined();
    expect(await queue.getActiveCount()).toBe(1);
  });
});
