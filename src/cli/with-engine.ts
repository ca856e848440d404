import { openEngine } from '../app.js';
import type { Engine } from '../app.js';
import { loadConfig } from '../config.js';
import { createLogger } from '../logger.js';

/** Opens the engine for one command and closes it whatever happens. Logs go to stderr: stdout is the answer. */
export async function withEngine<T>(action: (engine: Engine) => Promise<T>): Promise<T> {
  const config = loadConfig();
  // A person watches: what they need to know is the command's to say, and only trouble is worth a log line.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  await using engine = await openEngine(config, { log: createLogger({ level, destination: 2 }) });
  return await action(engine);
}
