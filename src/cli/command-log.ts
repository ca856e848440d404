import type { StoreConfig } from '../config/config.js';
import type { Log } from '../domain/log.js';
import { createLogger } from '../telemetry/logger.js';
import { complain } from './command.js';

/**
 * The log of a command that a person watches: what they need to know, a failure included, is the command's to say in one
 * line. It goes to stderr: stdout is the answer.
 */
export function commandLog({ logLevel, warnings }: StoreConfig): Log {
  for (const warning of warnings) complain(warning);
  return createLogger({ level: logLevel === 'info' ? 'error' : logLevel, destination: 2 });
}
