import { parseArgs } from 'node:util';
import { parseEngine } from './engines.js';
import { runMemory } from './memory.js';
import { anySeed } from './random.js';
import { runStorm } from './storm.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    engine: { type: 'string', default: 'sqlite' },
    contracts: { type: 'string', default: '500' },
    deliveries: { type: 'string', default: '5000' },
    rate: { type: 'string', default: '80' },
    kills: { type: 'string', default: '20' },
    intents: { type: 'string', default: '20' },
    machines: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? anySeed() : Number(values.seed);
const engine = parseEngine(values.engine);
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`seed ${seed}, engine ${engine}`);
const report = values.memory
  ? await runMemory(engine)
  : await runStorm({
      seed,
      engine,
      contracts: Number(values.contracts),
      deliveries: Number(values.deliveries),
      deliveriesPerSecond: Number(values.rate),
      kills: Number(values.kills),
      intents: Number(values.intents),
      ...(values.machines ? { machines: { servers: 2, workers: 3 } } : {}),
      onProgress: say,
    });
say(JSON.stringify(report, null, 2));
process.exitCode = report.violations.length === 0 ? 0 : 1;
