import type { Log } from '../../domain/log.js';
import type { Caller } from './call.js';
import type { FileStorage } from './file-storage.js';
import type { NoteUnknown } from './note-unknown.js';

/** What every capability is made of. */
export interface CapabilityParts {
  readonly caller: Caller;
  /** Logs a value that this version does not know. */
  readonly note: NoteUnknown;
  readonly log: Log;
  readonly storage: Pick<FileStorage, 'put' | 'get'>;
}
