import type { WriteBack } from '../../src/sync/index.js';

/** For workers whose records are nobody's matter. */
export const noWriteBack: WriteBack = {
  write: async () => ({ outcomes: new Map(), dealOutcomes: new Map(), written: 0 }),
};
