import { parseArgs } from 'node:util';
import { runArchiveStorm } from './archive-storm.js';
import { parseEngine } from './engines.js';
import { runCreateStorm } from './create-storm.js';
import { runMemory } from './memory.js';
import { anySeed } from './random.js';
import { runStorm } from './storm.js';

const RESTARTS = 10;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    engine: { type: 'string' },
    contracts: { type: 'string', default: '500' },
    deliveries: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '80' },
    kills: { type: 'string', default: '20' },
    intents: { type: 'string', default: '20' },
    machines: { type: 'boolean', default: false },
    'redis-restart': { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    creates: { type: 'boolean', default: false },
    archive: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? anySeed() : Number(values.seed);
const isRestart = values['redis-restart'];
const engine = parseEngine(values.engine ?? (isRestart ? 'redis' : 'sqlite'));
if (isRestart && engine !== 'redis') throw new Error('--redis-restart needs --engine redis');
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`seed ${seed}, engine ${engine}`);
const report = values.memory
  ? await runMemory(engine)
  : values.archive
    ? await runArchiveStorm({
        seed,
        engine,
        contracts: Number(values.contracts),
        kills: Number(values.kills),
        faultRate: 0.001,
        withinMs: 30 * 60_000,
        onProgress: say,
      })
    : values.creates
      ? await runCreateStorm({
          seed,
          engine,
          intents: 50,
          callersPerIntent: 10,
          kills: 5,
          stormMs: 60_000,
          onProgress: say,
        })
      : await runStorm({
          seed,
          engine,
          contracts: Number(values.contracts),
          deliveries: Number(values.deliveries),
          deliveriesPerSecond: Number(values.rate),
          kills: Number(values.kills),
          intents: Number(values.intents),
          ...(values.machines || isRestart ? { machines: { servers: 2, workers: 3 } } : {}),
          ...(isRestart ? { storeRestarts: RESTARTS } : {}),
          onProgress: say,
        });
say(JSON.stringify(report, null, 2));
process.exitCode = report.violations.length === 0 ? 0 : 1;
