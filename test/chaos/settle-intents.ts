import { startApp } from '../../src/app/start-app.js';
import { loadConfig } from '../../src/config/config.js';
import { silentLog } from '../../src/domain/log.js';
import { carryOutIntents } from './intents.js';
import type { ProcessWorld } from './process-world.js';
import { createRandom } from './random.js';

const STEP_MS = 30_000;
/** Longer than an answer that was lost keeps its intent from being tried again. */
const STEPS = 40;

/**
 * Lets twenty minutes pass, in which lost answers are looked up until it is known what became of them, and then asks for
 * each of these contracts once more.
 *
 * @returns the contract of each deal.
 */
export async function settleIntents(
  world: ProcessWorld,
  dealIds: readonly string[],
): Promise<Map<string, string>> {
  const { clock } = world;
  const config = loadConfig({ ...world.surroundings.env, PORT: '0' });
  await using app = await startApp(config, { worker: false, clock, log: silentLog });
  for (let step = 0; step < STEPS; step += 1) {
    clock.forward(STEP_MS);
    await app.settler.settleDue();
  }
  return await carryOutIntents({
    urls: [app.url],
    apiKey: world.apiKey,
    dealIds,
    spreadOverMs: 0,
    random: createRandom(0),
    giveUpAfterMs: 10_000,
  });
}
