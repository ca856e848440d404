import type { Engine } from '../app/open-engine.js';
import { loadConfig } from '../config/config.js';
import { commandLog } from './command-log.js';

/** Opens the engine for one command and closes it whatever happens. */
export async function withEngine<T>(action: (engine: Engine) => Promise<T>): Promise<T> {
  const config = loadConfig();
  // Help and usage errors do not wait for the whole application to load.
  const { openEngine } = await import('../app/open-engine.js');
  await using engine = await openEngine(config, { log: commandLog(config) });
  return await action(engine);
}
