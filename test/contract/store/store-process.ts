/**
 * Another process on the same store, for tests: `node --import tsx store-process.ts URL TASK`. Prints one JSON line an event.
 *
 * - `accept`: accepts deliveries one after the other and prints each id once its call resolved, until it is killed.
 * - `claim`: claims keys three at a time until none is due, and prints them.
 */
import { systemClock } from '../../../src/domain/clock.js';
import { silentLog } from '../../../src/domain/log.js';
import { openStore } from '../../../src/store/open-store.js';
import { T1, delivery } from './samples.js';

const [url = '', task = ''] = process.argv.slice(2);
const print = (event: unknown) => process.stdout.write(`${JSON.stringify(event)}\n`);

const store = await openStore({ url, clock: systemClock, log: silentLog });
if (task === 'accept') {
  for (let i = 0; ; i += 1) {
    const accepted = await Promise.all(
      ['a', 'b'].map((half) => store.inbox.accept(delivery(T1, `${process.pid} ${i} ${half}`))),
    );
    for (const { id } of accepted) print(id);
  }
} else if (task === 'claim') {
  for (;;) {
    const claims = await store.queues.sync.claim({ limit: 3, leaseMs: 60_000 });
    if (claims.length === 0) break;
    print(claims.map(({ key }) => key));
  }
  await store.close();
} else {
  throw new Error(`There is no task "${task}".`);
}
