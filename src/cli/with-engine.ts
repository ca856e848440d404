import type { Engine } from '../app.js';
import { loadConfig } from '../config.js';
import { createLogger } from '../logger.js';

/** Opens the engine for one command and closes it whatever happens. Logs go to stderr: stdout is the answer. */
export async function withEngine<T>(action: (engine: Engine) => Promise<T>): Promise<T> {
  const config = loadConfig();
  // Help and usage errors do not wait for the whole application to load.
  const { openEngine } = await import('../app.js');
  // A person watches: what they need to know, a failure included, is the command's to say in one line.
  const level = config.logLevel === 'info' ? 'error' : config.logLevel;
  await using engine = await openEngine(config, { log: createLogger({ level, destination: 2 }) });
  return await action(engine);
}
