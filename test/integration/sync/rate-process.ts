/**
 * A process that calls SpotDraft as fast as the shared rate budget lets it, for tests: `node --import tsx rate-process.ts`
 * with the settings in its environment. Prints the lanes in the order in which their calls were answered, as JSON.
 */
import { openEngine } from '../../../src/app/open-engine.js';
import { loadConfig } from '../../../src/config/config.js';
import type { Lane } from '../../../src/domain/lane.js';
import { parseContractId } from '../../../src/domain/contract-id.js';
import { silentLog } from '../../../src/domain/log.js';

const CALLS: readonly (readonly [Lane, number])[] = [
  ['background', 4],
  ['webhook', 4],
  ['interactive', 16],
];

await using engine = await openEngine(loadConfig(process.env), { log: silentLog });
const answered: Lane[] = [];
await Promise.all(
  CALLS.flatMap(([lane, count]) =>
    Array.from({ length: count }, async () => {
      await engine.spotdraft.getStatus(parseContractId('T-1'), { lane });
      answered.push(lane);
    }),
  ),
);
process.stdout.write(JSON.stringify(answered));
